package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Dependencies.Tie;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who needs whom on one host. */
class DependenciesTest {

    private Dependencies known = Dependencies.NONE;

    @Test
    void composeLabelsDeclareDependenciesAndConditions() {
        composed(
                "shop-web-1",
                "web",
                "db:service_healthy:false,cache:service_started:true,init:service_completed_successfully:false");
        composed("shop-db-1", "db", "");
        composed("shop-cache-1", "cache", "");
        composed("shop-init-1", "init", "");

        assertThat(known.parents("shop-web-1"))
                .containsExactly(
                        tie(Need.HEALTHY, Via.COMPOSE, "shop-db-1"),
                        tie(Need.STARTED, Via.COMPOSE, "shop-cache-1"),
                        tie(Need.COMPLETED, Via.COMPOSE, "shop-init-1"));
        assertThat(known.children("shop-db-1")).containsExactly("shop-web-1");
    }

    @Test
    void oldComposeLabelsDeclareOnlyNames() {
        composed("shop-db-1", "db", "");
        composed("shop-web-1", "web", "db");

        assertThat(known.parents("shop-web-1")).containsExactly(tie(Need.STARTED, Via.COMPOSE, "shop-db-1"));
    }

    @Test
    void aServiceOfAnotherProjectIsADifferentService() {
        composed("shop-web-1", "web", "db:service_healthy:false");
        container(
                "other-db-1",
                Network.NONE,
                Map.of(ContainerSnapshot.PROJECT_LABEL, "other", DependencyDeclaration.SERVICE, "db"));

        assertThat(known.parents("shop-web-1")).isEmpty();
    }

    @Test
    void theReplicasOfAServiceAreOneDependency() {
        composed("shop-web-1", "web", "db:service_healthy:false");
        composed("shop-db-2", "db", "");
        composed("shop-db-1", "db", "");

        assertThat(known.parents("shop-web-1"))
                .containsExactly(tie(Need.HEALTHY, Via.COMPOSE, "shop-db-1", "shop-db-2"));
    }

    @Test
    void aComposeRunContainerIsNoReplica() {
        composed("shop-web-1", "web", "db:service_healthy:false");
        container(
                "shop-db-run-1",
                Network.NONE,
                Map.of(
                        ContainerSnapshot.PROJECT_LABEL,
                        "shop",
                        DependencyDeclaration.SERVICE,
                        "db",
                        DependencyDeclaration.ONE_OFF,
                        "True"));

        assertThat(known.parents("shop-web-1")).isEmpty();
    }

    @Test
    void aSharedNetworkIsFoundByIdOrByName() {
        container("vpn", Network.NONE, Map.of());
        container("torrent", network("container:" + idOf("vpn")), Map.of());
        container("browser", network("container:vpn"), Map.of());

        assertThat(known.parents("torrent")).containsExactly(tie(Need.STARTED, Via.NETWORK, "vpn"));
        assertThat(known.parents("browser")).containsExactly(tie(Need.STARTED, Via.NETWORK, "vpn"));
        assertThat(known.children("vpn")).containsExactly("browser", "torrent");
    }

    @Test
    void theOrderOfDiscoveryDoesNotMatter() {
        container("torrent", network("container:" + idOf("vpn")), Map.of());
        assertThat(known.parents("torrent")).isEmpty();

        container("vpn", Network.NONE, Map.of());

        assertThat(known.parents("torrent")).containsExactly(tie(Need.STARTED, Via.NETWORK, "vpn"));
    }

    @Test
    void aLegacyLinkIsADependency() {
        container("db", Network.NONE, Map.of());
        container("web", new Network("bridge", Map.of(), Map.of(), List.of(), List.of("db")), Map.of());

        assertThat(known.parents("web")).containsExactly(tie(Need.STARTED, Via.LINK, "db"));
    }

    @Test
    void aConfiguredDependencyIsKnownBeforeItsContainerExists() {
        needs("web", "db");

        assertThat(known.parents("web")).containsExactly(tie(Need.HEALTHY, Via.CONFIG, "db"));
        assertThat(known.children("db")).containsExactly("web");
    }

    @Test
    void aDuplicateDependencyKeepsTheStricterNeedAndTheNetwork() {
        container("db", Network.NONE, Map.of());
        Watch watch = watch("web", new Dependency("db", Need.HEALTHY, Via.CONFIG));
        known = known.with(watch, snapshot("web", network("container:db"), Map.of()));

        assertThat(known.parents("web")).containsExactly(tie(Need.HEALTHY, Via.NETWORK, "db"));
    }

    @Test
    void theListProvidesLabelsAndDoesNotOverrideAnInspection() {
        Map<String, String> labels = Map.of(
                ContainerSnapshot.PROJECT_LABEL,
                "shop",
                DependencyDeclaration.SERVICE,
                "web",
                DependencyDeclaration.DEPENDS_ON,
                "db:service_started:false");
        composed("shop-db-1", "db", "");
        known = known.withListed(watch("shop-web-1"), idOf("shop-web-1"), labels);
        assertThat(known.parents("shop-web-1")).hasSize(1);

        known = known.with(watch("shop-web-1"), snapshot("shop-web-1", network("container:shop-db-1"), labels));
        known = known.withListed(watch("shop-web-1"), idOf("shop-web-1"), labels);

        assertThat(known.parents("shop-web-1").getFirst().via()).isEqualTo(Via.NETWORK);
    }

    @Test
    void ancestorsAndDescendantsAreTransitive() {
        needs("web", "api");
        needs("api", "db");
        needs("job", "db");

        assertThat(known.ancestors("web")).containsExactly("api", "db");
        assertThat(known.descendants("db")).containsExactly("api", "job", "web");
    }

    @Test
    void inACycleDependenciesOnLaterNamesAreIgnored() {
        needs("a", "b");
        needs("b", "c");
        needs("c", "a");

        assertThat(known.cycle("b")).contains(List.of("a", "b", "c"));
        assertThat(known.parents("a")).isEmpty();
        assertThat(known.parents("b")).isEmpty();
        assertThat(known.parents("c")).containsExactly(tie(Need.HEALTHY, Via.CONFIG, "a"));
        assertThat(known.descendants("a")).containsExactly("c");
    }

    @Test
    void aDependentOfACycleIsNotPartOfIt() {
        needs("a", "b");
        needs("b", "a");
        needs("c", "a");

        assertThat(known.cycle("c")).isEmpty();
        assertThat(known.ancestors("c")).containsExactly("a");
    }

    @Test
    void aContainerNeverDependsOnItself() {
        needs("web", "web");

        assertThat(known.parents("web")).isEmpty();
        assertThat(known.cycle("web")).isEmpty();
    }

    @Test
    void aRemovedContainerIsForgotten() {
        container("db", Network.NONE, Map.of());
        container("web", new Network("bridge", Map.of(), Map.of(), List.of(), List.of("db")), Map.of());

        assertThat(known.without("db").parents("web")).isEmpty();
        assertThat(known.without("web").children("db")).isEmpty();
    }

    @Test
    void knownInformationReturnsTheSameGraph() {
        container("db", Network.NONE, Map.of());

        assertThat(known.with(watch("db"), snapshot("db", Network.NONE, Map.of())))
                .isSameAs(known);
    }

    private void composed(String name, String service, String dependsOn) {
        container(
                name,
                Network.NONE,
                Map.of(
                        ContainerSnapshot.PROJECT_LABEL,
                        "shop",
                        DependencyDeclaration.SERVICE,
                        service,
                        DependencyDeclaration.DEPENDS_ON,
                        dependsOn));
    }

    private void needs(String child, String parent) {
        Watch watch = watch(child, new Dependency(parent, Need.HEALTHY, Via.CONFIG));
        known = known.with(watch, snapshot(child, Network.NONE, Map.of()));
    }

    private void container(String name, Network network, Map<String, String> labels) {
        known = known.with(watch(name), snapshot(name, network, labels));
    }

    private static Tie tie(Need need, Via via, String... parents) {
        return new Tie(need, via, List.of(parents));
    }

    private static Network network(String mode) {
        return new Network(mode, Map.of(), List.of());
    }

    private static Watch watch(String name, Dependency... dependsOn) {
        return new Watch(
                new TargetId("local", name),
                List.of(),
                Policy.HEAL,
                false,
                "rule 1",
                List.of(),
                List.of(dependsOn),
                Map.of());
    }

    private static String idOf(String name) {
        return String.format("%064x", name.hashCode());
    }

    private static ContainerSnapshot snapshot(String name, Network network, Map<String, String> labels) {
        ContainerSnapshot web = Sketch.running(Pack.START).id(idOf(name)).snapshot();
        return new ContainerSnapshot(
                web.id(),
                name,
                web.image(),
                web.command(),
                web.createdAt(),
                web.status(),
                web.startedAt(),
                web.finishedAt(),
                web.exitCode(),
                web.oomKilled(),
                web.pid(),
                web.health(),
                web.restartPolicy(),
                web.engineRestartCount(),
                web.stopTimeout(),
                web.stopSignal(),
                web.autoRemove(),
                web.tty(),
                network,
                web.log(),
                labels);
    }
}

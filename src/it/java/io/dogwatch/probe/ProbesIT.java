package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.TestEngine.Container;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real containers in every network mode are found and asked. */
@Timeout(120)
class ProbesIT {

    private static final String NETWORK = TestEngine.unique("probe-net");

    private final TestEngine docker = TestEngine.connect();
    private final DockerJavaEngine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), engine::inspect), LocalProber.BLIND);

    @BeforeEach
    void network() {
        docker.docker("network", "create", NETWORK);
    }

    @AfterEach
    void close() {
        probes.close();
        engine.close();
        docker.close();
        docker.docker("network", "rm", NETWORK);
    }

    @Test
    void onTheBridgeTheOwnAddressIsAsked() {
        Container web = docker.run("bridge", List.of(), server(80));

        Attempt attempt = healthy(web, 80);

        assertThat(attempt.address().orElseThrow()).endsWith(":80 (own address in network bridge)");
    }

    @Test
    void inAUserDefinedNetworkTheOwnAddressIsAskedThoughThePortIsPublished() {
        Container web = docker.run("own", List.of("--network", NETWORK, "--publish", "127.0.0.1::80"), server(80));

        assertThat(healthy(web, 80).address().orElseThrow()).endsWith(":80 (own address in network " + NETWORK + ")");
    }

    @Test
    void inTheHostNetworkLoopbackIsAsked() throws IOException {
        int port = HttpProberTest.freePort();
        Container web = docker.run("host", List.of("--network", "host"), server(port));

        assertThat(healthy(web, port).address()).contains("127.0.0.1:" + port + " (host network)");
    }

    @Test
    void aSharedNetworkIsAskedAtItsOwner() {
        Container owner = docker.run("owner", List.of(), "sleep", "300");
        Container side = docker.run("side", List.of("--network", "container:" + owner.id()), server(8080));

        assertThat(healthy(side, 8080).address().orElseThrow())
                .endsWith(":8080 (network of container " + owner.name() + ": own address in network bridge)");
    }

    @Test
    void withoutANetworkNothingIsSaidAboutTheTarget() {
        Container alone = docker.run("none", List.of("--network", "none"), "sleep", "300");

        Attempt attempt = attempt(alone, 80);

        assertThat(attempt.outcome())
                .isEqualTo(Outcome.inconclusive(
                        Cause.NO_ADDRESS,
                        "no address for port 80/tcp of container " + alone.name() + ": its network mode is none"));
        assertThat(attempt.address()).isEmpty();
    }

    @Test
    void whereNothingListensItIsRefused() {
        Container idle = docker.run("idle", List.of(), "sleep", "300");

        assertThat(attempt(idle, 80).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unhealthy.class,
                        unhealthy -> assertThat(unhealthy.cause()).isEqualTo(Cause.CONNECTION_REFUSED));
    }

    @Test
    void aPublishedPortTellsWhetherSomethingListensInside() {
        Container web = docker.run("pub", List.of("--publish", "127.0.0.1::80"), server(80));
        Container idle = docker.run("pub-idle", List.of("--publish", "127.0.0.1::80"), "sleep", "300");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(tcp(withoutOwnAddress(web)).outcome()).isInstanceOf(Outcome.Healthy.class));
        Attempt attempt = tcp(withoutOwnAddress(idle));

        assertThat(attempt.address().orElseThrow()).endsWith("(published port)");
        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unhealthy.class,
                        unhealthy -> assertThat(unhealthy.cause()).isEqualTo(Cause.CONNECTION_REFUSED));
    }

    @Test
    void ofSeveralNetworksTheOneThatItWasCreatedInIsAsked() {
        Container web = docker.run("two-nets", List.of("--network", NETWORK), server(80));
        docker.docker("network", "connect", "bridge", web.id());

        assertThat(snapshot(web).network().addresses()).containsOnlyKeys(NETWORK, "bridge");
        assertThat(healthy(web, 80).address().orElseThrow()).endsWith(":80 (own address in network " + NETWORK + ")");
    }

    @Test
    void anAddressOfIpv6IsAskedWhereThereIsNoOther() {
        String network = TestEngine.unique("probe-net6");
        docker.docker("network", "create", "--ipv6", "--subnet", "fd00:d06:1::/64", network);
        try {
            Container web = docker.run("six", List.of("--network", network), server(80));
            String six = docker.docker(
                            "inspect",
                            "--format",
                            "{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}",
                            web.id())
                    .strip();
            // This engine gives every network IPv4 as well, and that would be taken.
            ContainerSnapshot onlySix = Containers.running(web.name(), network, java.util.Map.of(network, six));

            Attempt attempt = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> tcp(onlySix), tried -> tried.outcome() instanceof Outcome.Healthy);

            assertThat(attempt.address()).contains("[" + six + "]:80 (own address in network " + network + ")");
            docker.docker("rm", "--force", web.id());
        } finally {
            docker.docker("network", "rm", network);
        }
    }

    @Test
    void aPortPublishedOnTheLoopbackOfIpv6IsAskedThere() {
        Container web = docker.run("pub-six", List.of("--publish", "[::1]::80"), server(80));

        Attempt attempt = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> tcp(withoutOwnAddress(web)), tried -> tried.outcome() instanceof Outcome.Healthy);

        assertThat(attempt.address().orElseThrow()).startsWith("[::1]:").endsWith("(published port)");
    }

    @Test
    void aFrozenContainerTimesOut() {
        Container web = docker.run("frozen", List.of(), server(80));
        healthy(web, 80);
        docker.docker("pause", web.id());

        Outcome outcome = probes.probe(
                        Checks.http(80).timeout(Duration.ofMillis(500)).check(), snapshot(web))
                .outcome();
        docker.docker("unpause", web.id());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unhealthy.class,
                        unhealthy -> assertThat(unhealthy.cause()).isEqualTo(Cause.TIMED_OUT));
    }

    private Attempt healthy(Container container, int port) {
        try {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> attempt(container, port), attempt -> attempt.outcome() instanceof Outcome.Healthy);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Not healthy within 20 s: " + docker.autopsy(container.name()), e);
        }
    }

    private Attempt attempt(Container container, int port) {
        return probes.probe(Checks.http(port).statuses("200-404").check(), snapshot(container));
    }

    private Attempt tcp(ContainerSnapshot container) {
        return probes.probe(Checks.tcp(80, Duration.ofSeconds(3)), container);
    }

    private ContainerSnapshot snapshot(Container container) {
        return engine.inspect(container.id()).orElseThrow();
    }

    /** As if the container were in a network that gives it no address this machine could use. */
    private ContainerSnapshot withoutOwnAddress(Container container) {
        ContainerSnapshot snapshot = snapshot(container);
        return Containers.running(
                snapshot.name(),
                "elsewhere",
                java.util.Map.of(),
                snapshot.network().ports().toArray(ContainerSnapshot.Port[]::new));
    }

    private static String[] server(int port) {
        return new String[] {"httpd", "-f", "-p", Integer.toString(port), "-h", "/"};
    }
}

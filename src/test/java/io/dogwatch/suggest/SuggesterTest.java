package io.dogwatch.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Port;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.probe.Attempt;
import io.dogwatch.probe.Containers;
import io.dogwatch.probe.PortRoutes;
import io.dogwatch.probe.Prober;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggesterTest {

    /** A container whose ports answer as said. */
    private record Answering(Predicate<Check.Probed> healthy) implements Prober {
        @Override
        public Attempt probe(Check.Probed check, ContainerSnapshot container) {
            Outcome outcome = healthy.test(check)
                    ? Outcome.healthy(Duration.ofMillis(3))
                    : Outcome.unhealthy(Cause.CONNECTION_REFUSED, "nothing listens on it", Duration.ofMillis(1));
            return new Attempt(outcome, Optional.empty());
        }

        @Override
        public PortRoutes ways(ContainerSnapshot container, int port) {
            return new PortRoutes(Optional.empty(), "", List.of());
        }

        @Override
        public void close() {}
    }

    private static ContainerSnapshot running(int... ports) {
        return container(
                ContainerStatus.RUNNING,
                IntStream.of(ports)
                        .mapToObj(port -> new Port(port, "tcp", "", 0))
                        .toList());
    }

    private static ContainerSnapshot container(ContainerStatus status, List<Port> ports) {
        return Containers.with("shop", status, new ContainerSnapshot.Network("bridge", Map.of(), ports));
    }

    private static List<Suggestion> suggestions(ContainerSnapshot container, Predicate<Check.Probed> healthy) {
        return new Suggester(new Answering(healthy)).suggestions(container);
    }

    private static String rule(Predicate<Check.Probed> healthy, int... ports) {
        return Written.asRule("shop", suggestions(running(ports), healthy));
    }

    @Test
    void aWellKnownProtocolIsSuggestedByItsPreset() {
        Predicate<Check.Probed> redis =
                check -> check instanceof TcpCheck tcp && tcp.preset().equals(Optional.of(TcpCheck.Preset.REDIS));

        assertThat(rule(redis, 6379)).isEqualTo("""
                  - name: shop
                    checks:
                      redis: {kind: tcp, port: 6379, preset: redis}
                """);
    }

    @Test
    void theFirstHealthPathThatAnswersWellIsTaken() {
        Predicate<Check.Probed> site = check -> check instanceof HttpCheck http
                && http.tls().isEmpty()
                && (http.expected().statuses().contains(404)
                        || List.of("/ready", "/").contains(http.request().path()));

        assertThat(rule(site, 8080)).contains("http: {path: /ready, port: 8080}");
    }

    @Test
    void aServerThatAnswersEveryPathWellIsAskedForItsRoot() {
        Predicate<Check.Probed> anything =
                check -> check instanceof HttpCheck http && http.tls().isEmpty();

        assertThat(rule(anything, 8080)).contains("http: {port: 8080}");
    }

    @Test
    void aServerThatRefusesStrangersIsExpectedToGoOnDoingSo() {
        Predicate<Check.Probed> closed = check -> check instanceof HttpCheck http
                && http.tls().isEmpty()
                && http.expected().statuses().contains(401);

        assertThat(rule(closed, 8080)).contains("http: {port: 8080, status: 401}");
    }

    @Test
    void aCertificateThatIsNotTrustedIsNotVerified() {
        Predicate<Check.Probed> secured = check -> check instanceof HttpCheck http
                && http.tls().filter(tls -> !tls.verify()).isPresent();

        assertThat(rule(secured, 8443))
                .contains("https: {kind: http, port: 8443, scheme: https, verifyCertificate: false}");
    }

    @Test
    void aHealthServiceOfGrpcIsFound() {
        assertThat(rule(check -> check instanceof GrpcCheck, 50051)).contains("grpc: {port: 50051}");
    }

    @Test
    void whatOnlyAcceptsIsATcpCheck() {
        Predicate<Check.Probed> accepts =
                check -> check instanceof TcpCheck tcp && tcp.preset().isEmpty();

        assertThat(rule(accepts, 9000)).contains("tcp: {port: 9000}");
    }

    @Test
    void aPortWhereNothingListensIsReportedAndNotSuggested() {
        List<Suggestion> suggestions = suggestions(running(80), check -> false);

        assertThat(suggestions).containsExactly(new Suggestion(80, Optional.empty(), "nothing listens on it"));
        assertThat(Written.asRule("shop", suggestions)).isEmpty();
        assertThat(Written.asLabels(suggestions)).isEmpty();
    }

    @Test
    void severalPortsGetDistinctNames() {
        Predicate<Check.Probed> accepts =
                check -> check instanceof TcpCheck tcp && tcp.preset().isEmpty();

        assertThat(Written.asLabels(suggestions(running(9001, 9000, 9000), accepts)))
                .isEqualTo("""
                      dogwatch.check.tcp-9000.tcp.port: "9000"
                      dogwatch.check.tcp-9001.tcp.port: "9001"
                """);
    }

    @Test
    void whatDoesNotRunIsNotAsked() {
        assertThat(suggestions(container(ContainerStatus.EXITED, List.of(new Port(80, "tcp", "", 0))), check -> true))
                .isEmpty();
    }

    @Test
    void udpAndRangesOfPortsAreLeftAlone() {
        List<Port> range = IntStream.range(20000, 30000)
                .mapToObj(port -> new Port(port, "tcp", "", 0))
                .toList();

        assertThat(suggestions(container(ContainerStatus.RUNNING, List.of(new Port(53, "udp", "", 0))), check -> true))
                .isEmpty();
        assertThat(suggestions(container(ContainerStatus.RUNNING, range), check -> check instanceof TcpCheck))
                .hasSize(Suggester.MAX_PORTS);
    }

    @Test
    void aNameThatYamlWouldMisreadIsQuoted() {
        Suggestion one = new Suggestion(
                80,
                Optional.of(new Suggestion.Proposal("http", "http", Map.of("port", "80", "status", "200-299, 401"))),
                "");

        assertThat(Written.asRule("*shop", List.of(one)))
                .contains("name: \"*shop\"")
                .contains("status: \"200-299, 401\"");
    }
}

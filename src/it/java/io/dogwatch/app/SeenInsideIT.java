package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the whole application shows of the inside of real containers, on the engine's own machine. */
class SeenInsideIT {

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH =
            RunningDogwatch.configured(ENGINE.endpoint(), "defaults: {startPeriod: 1s}\n");

    @BeforeAll
    static void start() {
        DOGWATCH.startConnected();
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        DOGWATCH.close();
    }

    private static String run(String name, List<String> options, String script) {
        String its = ENGINE.run(name, options, "/bin/sh", "-c", script).name();
        DOGWATCH.awaitPhase(its, "healthy");
        return its;
    }

    private static JsonNode insight(String name) {
        return DOGWATCH.json("api/v1/targets/local/" + name + "/insight");
    }

    @Test
    void everyPortIsHeldAgainstWhatListens() {
        String site = run(
                "seen-ports",
                List.of("-p", "127.0.0.1::8080", "-p", "127.0.0.1::5432", "-p", "127.0.0.1::81"),
                "httpd -p 0.0.0.0:8080; httpd -p 127.0.0.1:5432; exec sleep 1000");

        DOGWATCH.await(
                "both listen",
                () -> insight(site)
                        .path("ports")
                        .findValuesAsText("status")
                        .equals(List.of("nothing-listens", "loopback-only", "listens-for-all")));
        JsonNode seen = insight(site);
        assertThat(seen.path("socketOwner").asText()).isEqualTo("namespace");
        assertThat(seen.path("ports").findValuesAsText("unreachable")).containsExactly("true", "true", "false");
        assertThat(seen.path("ports").path(1).path("sockets").path(0).asText()).isEqualTo("127.0.0.1:5432");
        assertThat(DOGWATCH.text("targets/local/" + site))
                .contains(
                        "published, but nothing listens",
                        "published, but only on loopback",
                        "listens on all interfaces");
    }

    @Test
    void aLogIsWeighedWhileItGrowsAndItsBoundIsKnown() {
        String chatty = run(
                "seen-log",
                List.of("--memory", "64m", "--cpus", "0.5"),
                "while :; do head -c 3000 /dev/zero | tr '\\0' x; echo; usleep 20000; done");
        String bounded = run(
                "seen-bound",
                List.of("--log-opt", "max-size=20k", "--log-opt", "max-file=2"),
                "yes 0123456789 | head -n 20000; exec sleep 1000");

        long first = insight(chatty).path("log").path("sizeBytes").asLong();
        DOGWATCH.await(
                "it has grown",
                () -> insight(chatty).path("log").path("sizeBytes").asLong() > first + 100_000);
        JsonNode later = insight(chatty);
        assertThat(later.path("log").path("writtenBytes").asLong()).isGreaterThan(100_000);
        assertThat(later.path("log").path("unbounded").asBoolean()).isTrue();
        assertThat(later.path("log").path("advice").asText()).contains(chatty, "max-size=10m");
        assertThat(later.path("usage").path("memoryLimitBytes").asLong()).isEqualTo(64 << 20);
        assertThat(later.path("usage").path("cpuShare").asDouble()).isPositive();
        assertThat(insight(bounded).path("log").path("limitBytes").asLong()).isEqualTo(40 << 10);

        // Once a minute: it may have come just after a round.
        Awaitility.await("a round has looked at both")
                .atMost(Duration.ofSeconds(100))
                .until(() -> Stream.of(chatty, bounded)
                        .allMatch(one -> DOGWATCH.target(one)
                                .path("log")
                                .path("sizeBytes")
                                .isNumber()));
        assertThat(DOGWATCH.metrics())
                .contains(series("size_bytes", chatty), series("bounded", chatty) + " 0.0")
                .contains(series("bounded", bounded) + " 1.0");
    }

    private static String series(String name, String target) {
        return "dogwatch_target_log_" + name + "{host=\"local\",target=\"" + target + "\"}";
    }

    @Test
    void aContainerThatDoesNotRunIsSaidToDoSo() {
        String ended = ENGINE.run("seen-ended", List.of(), "/bin/true").name();
        DOGWATCH.await(
                "it is known",
                () -> DOGWATCH.target(ended)
                        .path("container")
                        .path("status")
                        .asText()
                        .equals("exited"));

        assertThat(insight(ended).path("portsHidden").asText()).isEqualTo("the container is not running");
        assertThat(DOGWATCH.text("targets/local/" + ended)).contains("Not available: the container is not running.");
    }
}

package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.TestEngine.Container;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.ListenCheck.On;
import io.dogwatch.model.ListenCheck.Protocol;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.Thresholds;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real containers are seen from inside, as a test that runs on the engine's own machine can. */
@Timeout(180)
class ContainerInspectorIT {

    private final TestEngine docker = TestEngine.connect();
    private final DockerJavaEngine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private final ContainerInspector insight =
            new ContainerInspector(engine, Optional.of(Path.of("/")), Clock.systemUTC());

    @AfterEach
    void close() {
        engine.close();
        docker.close();
    }

    @Test
    void loopbackAllAndNothingAreToldApart() {
        Container box = docker.runScript("listen", "httpd -p 0.0.0.0:8080; httpd -p 127.0.0.1:5432; sleep 300");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listen(box, 8080, Protocol.TCP)).isInstanceOf(Outcome.Healthy.class));
        assertThat(cause(listen(box, 5432, Protocol.TCP))).isEqualTo(Cause.LOOPBACK_ONLY);
        assertThat(cause(listen(box, 80, Protocol.TCP))).isEqualTo(Cause.NOT_LISTENING);
        assertThat(insight.whoListens(snapshot(box), 80).orElseThrow().text())
                .isEqualTo("nothing listens on port 80 in the container (listening: 5432 on loopback, 8080 on all"
                        + " interfaces)");
        assertThat(insight.whoListens(snapshot(box), 5432).orElseThrow().text())
                .endsWith(
                        "listens on loopback only (127.0.0.1:5432), so it is unreachable from outside; bind it to 0.0.0.0");
    }

    /** The image's busybox has nothing that listens for UDP, so this JVM does. */
    @Test
    void udpSocketsThatWaitForAnybodyAreFound() throws IOException {
        try (DatagramSocket open = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                InputStream udp = Files.newInputStream(Path.of("/proc/self/net/udp"));
                InputStream udp6 = Files.newInputStream(Path.of("/proc/self/net/udp6"))) {
            List<SocketTable.Entry> entries =
                    new ArrayList<>(SocketTable.read(udp, Protocol.UDP).entries());
            entries.addAll(SocketTable.read(udp6, Protocol.UDP).entries());

            assertThat(entries)
                    .extracting(SocketTable.Entry::listener)
                    .contains(new Listener(Protocol.UDP, "127.0.0.1", open.getLocalPort(), Listener.Reach.LOOPBACK));
        }
    }

    @Test
    void aSharedNamespaceIsSeenFromBothSides() {
        Container owner = docker.run("ns-owner", List.of(), "sleep", "300");
        Container side = docker.run(
                "ns-side", List.of("--network", "container:" + owner.id()), "nc", "-l", "-p", "81", "-e", "cat");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listen(side, 81, Protocol.TCP)).isInstanceOf(Outcome.Healthy.class));
        assertThat(listen(owner, 81, Protocol.TCP)).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void inTheHostNetworkOnlyTheContainersOwnSocketsCount() throws IOException {
        try (ServerSocket foreign = new ServerSocket(0)) {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Container box = docker.run(
                    "ns-host", List.of("--network", "host"), "nc", "-l", "-p", Integer.toString(port), "-e", "cat");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(listen(box, port, Protocol.TCP)).isInstanceOf(Outcome.Healthy.class));
            assertThat(cause(listen(box, foreign.getLocalPort(), Protocol.TCP))).isEqualTo(Cause.NOT_LISTENING);
            assertThat(insight.listeners(snapshot(box)).orElseThrow().whose()).isEqualTo(Listeners.Whose.PROCESSES);
        }
    }

    @Test
    void aStoppedContainerAndAStalePidSayNothing() {
        Container box = docker.run("stale", List.of(), "sleep", "300");
        ContainerSnapshot before = snapshot(box);
        docker.docker("kill", box.id());

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(insight.listeners(before)).isEmpty());
        assertThat(listen(box, 80, Protocol.TCP)).isInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void commandsSayHowTheyEnded() {
        Container box = docker.run("exec", List.of(), "sleep", "300");

        assertThat(exec(box, "true")).isInstanceOf(Outcome.Healthy.class);
        assertThat(detail(exec(box, "sh", "-c", "echo all is well; echo disk broken; exit 3")))
                .isEqualTo("exit code 3 (allowed: 0): disk broken");
        assertThat(detail(exec(box, "nosuch"))).startsWith("exit code 12").contains("could not be started", "nosuch");
        assertThat(exec(box, "sh", "-c", "yes | head -c 3000000")).isInstanceOf(Outcome.Healthy.class);
        ExecCheck says = new ExecCheck(
                terms("says", 10),
                List.of("echo", "ready"),
                "nobody",
                Set.of(0),
                Optional.of("^go$"),
                Optional.empty());
        assertThat(detail(insight.probe(says, snapshot(box)))).isEqualTo("the output does not match ^go$: ready");
        docker.docker("pause", box.id());
        assertThat(exec(box, "true")).isInstanceOf(Outcome.Inconclusive.class);
        docker.docker("unpause", box.id());
        docker.docker("kill", box.id());
        assertThat(exec(box, "true")).isInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void aCommandThatTakesTooLongIsNotStartedTwice() {
        Container box = docker.run("slow", List.of(), "sleep", "300");
        ExecCheck slow = new ExecCheck(
                terms("slow", 1),
                List.of("sh", "-c", "echo x >> /tmp/count; sleep 6"),
                "",
                Set.of(0),
                Optional.empty(),
                Optional.empty());

        assertThat(detail(insight.probe(slow, snapshot(box))))
                .isEqualTo("the command did not finish within 1s and is still running");
        assertThat(detail(insight.probe(slow, snapshot(box)))).contains("it was not started again");
        assertThat(docker.docker("exec", box.id(), "cat", "/tmp/count")).isEqualTo("x");

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            insight.probe(slow, snapshot(box));
            assertThat(docker.docker("exec", box.id(), "cat", "/tmp/count")).isEqualTo("x\nx");
        });
    }

    @Test
    void whatTheCgroupsSayIsWhatTheEngineSays() {
        Container box = docker.run(
                "usage",
                List.of("--memory", "64m", "--pids-limit", "50", "--cpus", "0.5"),
                "sh",
                "-c",
                "head -c 20000000 /dev/zero | tail; sleep 300");
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        Usage seen = insight.usage(snapshot(box)).orElseThrow();
        Usage told = StatsReading.read(
                        engine.stats(box.id(), Duration.ofSeconds(10)),
                        Clock.systemUTC().instant(),
                        OptionalLong.empty())
                .orElseThrow();

        assertThat(seen.memoryLimit()).hasValue(64 << 20).isEqualTo(told.memoryLimit());
        assertThat(seen.pidsLimit()).hasValue(50).isEqualTo(told.pidsLimit());
        assertThat(seen.pids()).isEqualTo(told.pids());
        assertThat(seen.cores()).hasValue(0.5);
        assertThat((double) seen.memory().orElseThrow() / told.memory().orElseThrow())
                .isBetween(0.7, 1.4);
        assertThat((double) seen.cpuNanos().orElseThrow() / told.cpuNanos().orElseThrow())
                .isBetween(0.7, 1.01);
    }

    @Test
    void logsAreWeighedWithAndWithoutRotation() {
        String script =
                "i=0; while [ $i -lt 2000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done;"
                        + " sleep 300";
        Container free = docker.run("log-free", List.of(), "sh", "-c", script);
        Container bound = docker.run(
                "log-bound", List.of("--log-opt", "max-size=20k", "--log-opt", "max-file=3"), "sh", "-c", script);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(new LogFiles(new Machine(Path.of("/")))
                                .size(snapshot(free))
                                .orElse(0))
                        .isGreaterThan(200_000));
        LogGrowth grown = insight.logs().hygiene(snapshot(free));
        assertThat(grown.isUnbounded()).isTrue();
        assertThat(grown.free().orElse(0)).isPositive();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            LogGrowth kept = insight.logs().hygiene(snapshot(bound));
            assertThat(kept.isUnbounded()).isFalse();
            assertThat(kept.most()).hasValue(60 << 10);
        });
        assertThat(new LogFiles(new Machine(Path.of("/"))).size(snapshot(bound)).orElse(0))
                .isBetween(20_000L, 70_000L);
    }

    private Outcome listen(Container container, int port, Protocol protocol) {
        return insight.probe(new ListenCheck(Check.Terms.of("door"), port, protocol, On.NETWORK), snapshot(container));
    }

    private Outcome exec(Container container, String... command) {
        return insight.probe(
                new ExecCheck(terms("exec", 10), List.of(command), "", Set.of(0), Optional.empty(), Optional.empty()),
                snapshot(container));
    }

    private static Check.Terms terms(String name, int timeout) {
        return new Check.Terms(
                name,
                Thresholds.PROBED,
                new Schedule(Duration.ofSeconds(30), Duration.ofSeconds(timeout), Duration.ofSeconds(30)));
    }

    private static Cause cause(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unhealthy.class);
        return ((Outcome.Unhealthy) outcome).cause();
    }

    private static String detail(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unhealthy.class);
        return ((Outcome.Unhealthy) outcome).detail();
    }

    private ContainerSnapshot snapshot(Container container) {
        return engine.inspect(container.id()).orElseThrow();
    }
}

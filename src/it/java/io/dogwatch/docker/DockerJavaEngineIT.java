package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.TestEngine;
import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.Port;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the engine's client does with a real engine. */
@NullMarked
@SuppressWarnings("try") // an event stream is open for as long as its block lasts
class DockerJavaEngineIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TestEngine docker = TestEngine.connect();
    private static final DockerJavaEngine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));

    @BeforeAll
    static void answers() {
        engine.ping();
    }

    @AfterAll
    static void close() {
        engine.close();
        docker.close();
    }

    @Test
    void theVersionIsOneThatBothSpeak() {
        assertThat(ApiVersion.parse(engine.version().api()))
                .hasValueSatisfying(api -> assertThat(api).isBetween(ApiVersion.OLDEST, ApiVersion.NEWEST));
        assertThat(engine.version().engine()).isNotEmpty();
    }

    @Test
    void aListedContainerHasItsNameLabelsAndAddresses() {
        TestEngine.Container container = docker.run(
                "list", List.of("--label", "dogwatch.enable=true", "--label", "evil=<a>\n\u202e"), "sleep", "300");

        Map<String, String> addresses =
                engine.inspect(container.id()).orElseThrow().network().addresses();
        assertThat(addresses).hasSize(1);
        assertThat(engine.list())
                .contains(new ContainerSummary(
                        container.id(),
                        container.name(),
                        docker.image(),
                        "running",
                        Map.of("dogwatch.enable", "true", "evil", "<a>\n\u202e"),
                        addresses));
    }

    @Test
    void anInspectTellsAllButTheEnvironment() {
        TestEngine.Container container = docker.run(
                "inspect",
                List.of(
                        "--env=PASSWORD=hunter2",
                        "--publish=127.0.0.1::80",
                        "--expose=81",
                        "--stop-timeout=3",
                        "--stop-signal=SIGINT",
                        "--restart=on-failure:4",
                        "--log-opt=max-size=10m",
                        "--label=a=b"),
                "sleep",
                "300");

        ContainerSnapshot snapshot = engine.inspect(container.name()).orElseThrow();

        assertThat(snapshot).isEqualTo(engine.inspect(container.id()).orElseThrow());
        assertThat(snapshot.id()).isEqualTo(container.id());
        assertThat(snapshot.name()).isEqualTo(container.name());
        assertThat(snapshot.command()).isEqualTo("sleep 300");
        assertThat(snapshot.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(snapshot.startedAt()).isPresent();
        assertThat(snapshot.finishedAt()).isEmpty();
        assertThat(snapshot.pid()).isPositive();
        assertThat(snapshot.health()).isEqualTo(ContainerSnapshot.Health.NONE);
        assertThat(snapshot.stopTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(snapshot.stopSignal()).isEqualTo("SIGINT");
        assertThat(snapshot.restartPolicy()).isEqualTo(new RestartPolicy("on-failure", 4));
        assertThat(snapshot.tty()).isFalse();
        assertThat(snapshot.network().mode()).isEqualTo("bridge");
        assertThat(snapshot.network().addresses().get("bridge")).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        assertThat(snapshot.network().ports())
                .contains(new Port(81, "tcp", "", 0))
                .anySatisfy(port -> {
                    assertThat(port.container()).isEqualTo(80);
                    assertThat(port.hostAddress()).isEqualTo("127.0.0.1");
                    assertThat(port.host()).isPositive();
                });
        assertThat(snapshot.log().driver()).isEqualTo("json-file");
        assertThat(snapshot.log().path()).contains(container.id());
        assertThat(snapshot.log().options()).containsEntry("max-size", "10m");
        assertThat(snapshot.labels()).containsEntry("a", "b");
        assertThat(snapshot.toString()).doesNotContain("hunter2");
    }

    @Test
    void aContainerThatIsNotThereIsAbsent() {
        assertThat(engine.inspect("dwit-nobody")).isEmpty();
        assertKind(() -> engine.restart("dwit-nobody", Duration.ZERO, SOON), Kind.NOT_FOUND);
        assertKind(() -> engine.start("dwit-nobody"), Kind.NOT_FOUND);
        assertKind(() -> engine.kill("dwit-nobody", "SIGKILL"), Kind.NOT_FOUND);
        assertKind(() -> engine.stop("dwit-nobody", Duration.ZERO), Kind.NOT_FOUND);
    }

    @Test
    void aFailedHealthcheckIsToldWithItsOutput() {
        TestEngine.Container container = docker.run(
                "health",
                List.of("--health-cmd=echo sick; exit 1", "--health-interval=1s", "--health-retries=1"),
                "sleep",
                "300");

        Awaitility.await().atMost(SOON).until(() -> health(container).status() == HealthStatus.UNHEALTHY);

        assertThat(health(container).lastOutput()).startsWith("sick");
        assertThat(health(container).log().getFirst().exitCode()).isEqualTo(1);
    }

    @Test
    void aContainerThatTheKernelKilledForItsMemoryIsToldSo() throws InterruptedException {
        BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
        try (Engine.Subscription ignored = engine.events(Optional.empty(), events::add, reason -> {})) {
            TestEngine.Container container = docker.run(
                    "oom",
                    List.of("--memory=8m", "--memory-swap=8m"),
                    "sh",
                    "-c",
                    "sleep 1; x=y; while :; do x=$x$x; done");

            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> engine.inspect(container.id()).orElseThrow().status() == ContainerStatus.EXITED);

            assertThat(engine.inspect(container.id()).orElseThrow().oomKilled()).isTrue();
            assertThat(engine.inspect(container.id()).orElseThrow().exitCode()).isEqualTo(137);
            EngineEvent die = await(events, container, "die");
            assertThat(die.exitCode()).isEqualTo(OptionalInt.of(137));
        }
    }

    @Test
    void eventsAreToldAtOnceAndCanBeReplayedFromAnInstant() throws InterruptedException {
        Instant before = Instant.now();
        BlockingQueue<EngineEvent> live = new LinkedBlockingQueue<>();
        TestEngine.Container container;
        try (Engine.Subscription ignored = engine.events(Optional.empty(), live::add, reason -> {})) {
            container = docker.run("events", List.of("--stop-timeout=0"), "sleep", "300");
            docker.docker("rename", container.name(), container.name() + "-2");
            docker.docker("rename", container.name() + "-2", container.name());
            docker.docker("kill", "--signal=KILL", container.id());

            assertThat(await(live, container, "start").name()).isEqualTo(container.name());
            assertThat(await(live, container, "rename").oldName()).contains(container.name());
            assertThat(await(live, container, "kill").signal()).isEqualTo(OptionalInt.of(9));
        }
        EngineEvent die;
        BlockingQueue<EngineEvent> replayed = new LinkedBlockingQueue<>();
        try (Engine.Subscription ignored = engine.events(Optional.of(before), replayed::add, reason -> {})) {
            assertThat(await(replayed, container, "start").containerId()).isEqualTo(container.id());
            die = await(replayed, container, "die");
            assertThat(die.exitCode()).isEqualTo(OptionalInt.of(137));
        }
        BlockingQueue<EngineEvent> later = new LinkedBlockingQueue<>();
        try (Engine.Subscription ignored = engine.events(Optional.of(die.at()), later::add, reason -> {})) {
            // The engine's instant is included, to the nanosecond: the die itself, and nothing before it.
            EngineEvent first = later.poll(10, TimeUnit.SECONDS);
            assertThat(first).isEqualTo(die);
        }
    }

    @Test
    void anEventIsHandedOutWithinMilliseconds() throws InterruptedException {
        TestEngine.Container container = docker.run("delay", List.of(), "sleep", "300");
        BlockingQueue<Duration> delays = new LinkedBlockingQueue<>();
        try (Engine.Subscription ignored = engine.events(
                Optional.empty(),
                event -> {
                    if (event.containerId().equals(container.id())
                            && event.action().endsWith("pause")) {
                        delays.add(Duration.between(event.at(), Instant.now()));
                    }
                },
                reason -> {})) {
            List<Duration> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                docker.docker(i % 2 == 0 ? "pause" : "unpause", container.id());
                Duration delay = delays.poll(10, TimeUnit.SECONDS);
                assertThat(delay).isNotNull();
                all.add(delay);
            }
            all.sort(null);
            System.out.println("event to callback: median=" + all.get(10).toNanos() / 1000 + "us max="
                    + all.getLast().toNanos() / 1000 + "us");
        }
    }

    @Test
    void anInspectTakesFewMilliseconds() {
        TestEngine.Container container = docker.run("speed", List.of(), "sleep", "300");
        for (int i = 0; i < 200; i++) {
            assertThat(engine.inspect(container.id())).isPresent();
        }
        long[] micros = new long[200];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            engine.inspect(container.id());
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        System.out.println("inspect: median=" + micros[100] + "us p95=" + micros[190] + "us");
    }

    @Test
    void aRestartGivesANewIncarnationOfTheSameContainer() {
        TestEngine.Container container = docker.run("restart", List.of("--stop-timeout=1"), "sleep", "300");
        ContainerSnapshot before = engine.inspect(container.id()).orElseThrow();

        engine.restart(container.id(), Duration.ZERO, SOON);

        ContainerSnapshot after = engine.inspect(container.id()).orElseThrow();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.startedAt().orElseThrow()).isAfter(before.startedAt().orElseThrow());
        assertThat(after.finishedAt()).isPresent();
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
    }

    @Test
    void aStartOfWhatRunsDoesNothingAndOfWhatExitedStartsIt() {
        TestEngine.Container container = docker.run("start", List.of("--stop-timeout=0"), "sleep", "300");
        Optional<Instant> first = engine.inspect(container.id()).orElseThrow().startedAt();

        engine.start(container.id());
        assertThat(engine.inspect(container.id()).orElseThrow().startedAt()).isEqualTo(first);

        docker.docker("kill", container.id());
        engine.start(container.id());
        assertThat(engine.inspect(container.id()).orElseThrow().status()).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void aKillEndsALifeForGoodAndIsRefusedWhereThereIsNone() {
        TestEngine.Container container = docker.run("kill", List.of("--restart=always"), "sleep", "300");

        engine.kill(container.id(), "SIGKILL");

        assertThat(engine.inspect(container.id()).orElseThrow().status()).isEqualTo(ContainerStatus.EXITED);
        assertKind(() -> engine.kill(container.id(), "SIGKILL"), Kind.CONFLICT);
    }

    @Test
    void aStopEndsTheEnginesOwnRestartsAndDoesNothingToWhatIsDown() {
        TestEngine.Container container = docker.run("stop", List.of("--restart=always"), "false");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> engine.inspect(container.id()).orElseThrow().status() == ContainerStatus.RESTARTING);

        engine.stop(container.id(), Duration.ofSeconds(3));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> engine.inspect(container.id()).orElseThrow().status() == ContainerStatus.EXITED);
        engine.stop(container.id(), Duration.ZERO);
        assertThat(engine.inspect(container.id()).orElseThrow().status()).isEqualTo(ContainerStatus.EXITED);
    }

    @Test
    void aLinkNamesTheOtherContainer() {
        TestEngine.Container store = docker.run("link-store", List.of(), "sleep", "300");
        TestEngine.Container web = docker.run("link-web", List.of("--link=" + store.name() + ":db"), "sleep", "300");

        assertThat(engine.inspect(web.id()).orElseThrow().network().links()).containsExactly(store.name());
        assertThat(engine.inspect(store.id()).orElseThrow().network().links()).isEmpty();
    }

    @Test
    void topAndStatsSayWhatTheEngineSays() {
        TestEngine.Container container = docker.run("top", List.of(), "sleep", "300");

        assertThat(engine.top(container.id(), SOON)).contains("PID").contains("sleep 300");
        assertThat(engine.stats(container.id(), SOON)).startsWith("{").contains("memory_stats");

        docker.docker("kill", container.id());
        assertThatThrownBy(() -> engine.top(container.id(), SOON)).isInstanceOf(EngineException.class);
    }

    private static ContainerSnapshot.Health health(TestEngine.Container container) {
        return engine.inspect(container.id()).orElseThrow().health();
    }

    private static EngineEvent await(BlockingQueue<EngineEvent> events, TestEngine.Container container, String action)
            throws InterruptedException {
        while (true) {
            EngineEvent event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event " + action + " of " + container.name());
            }
            if (event.containerId().equals(container.id()) && event.action().equals(action)) {
                return event;
            }
        }
    }

    private static void assertKind(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

package io.dogwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.EvidenceLimits;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The remedy ladder as a real engine climbs it. */
@NullMarked
class RestartExecutorIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Ignores the stop signal, and the engine does not kill it for two minutes. */
    private static final List<String> STUBBORN = List.of("--stop-timeout=120");

    private static final String DEAF = "trap '' TERM; echo started; while :; do sleep 1; done";

    private static final TestEngine docker = TestEngine.connect();
    private static final Engine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));
    private static final Queue<EngineEvent> events = new ConcurrentLinkedQueue<>();
    private static final RestartExecutor remedies = remedies();

    @BeforeAll
    @SuppressWarnings("MustBeClosedChecker") // open as long as the engine is
    static void listen() {
        engine.events(Optional.empty(), events::add, reason -> {});
    }

    @AfterAll
    static void close() {
        remedies.close();
        engine.close();
        docker.close();
    }

    @Test
    void aRestartThatHangsIsNoticedAndTheKillBringsTheContainerUpOnce() {
        TestEngine.Container stubborn = docker.run("act2-stubborn", STUBBORN, "sh", "-c", DEAF);
        Policy.Remedy impatient = new Policy.Remedy(Optional.of(Duration.ofSeconds(5)), true, List.of(), List.of());
        ContainerSnapshot before = see(stubborn);
        Instant began = Instant.now();

        ActionResult restart = remedies.execute(intent(Action.RESTART, before), watch(impatient), before, () -> {});

        assertThat(restart).isEqualTo(new ActionResult.Hung("not restarted within 5 s, and is still running"));
        assertThat(Duration.between(began, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
        assertThat(see(stubborn).incarnation()).isEqualTo(before.incarnation());
        began = Instant.now();

        ActionResult kill = remedies.execute(intent(Action.KILL_START, before), watch(impatient), before, () -> {});

        ContainerSnapshot after = see(stubborn);
        assertThat(kill)
                .isEqualTo(new ActionResult.Restarted(after.incarnation().orElseThrow()));
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        // The engine's last word about the restart that hung.
        Awaitility.await().atMost(SOON).until(() -> count(stubborn, "restart") == 1);
        assertThat(count(stubborn, "start")).isEqualTo(2);
        assertThat(see(stubborn).incarnation()).isEqualTo(after.incarnation());
    }

    @Test
    void aKilledContainerThatNoRestartIsWaitingForIsStartedOnce() {
        TestEngine.Container stubborn = docker.run("act2-killed", STUBBORN, "sh", "-c", DEAF);
        ContainerSnapshot before = see(stubborn);

        ActionResult result =
                remedies.execute(intent(Action.KILL_START, before), watch(Policy.Remedy.DEFAULT), before, () -> {});

        assertThat(result)
                .isEqualTo(
                        new ActionResult.Restarted(see(stubborn).incarnation().orElseThrow()));
        Awaitility.await().atMost(SOON).until(() -> count(stubborn, "start") == 2);
        assertThat(count(stubborn, "die")).isEqualTo(1);
        assertThat(count(stubborn, "restart")).isZero();
    }

    @Test
    void aKillThatNobodyKnowsTheEndOfIsFinishedByOneStart() {
        TestEngine.Container stubborn = docker.run("act2-finished", STUBBORN, "sh", "-c", DEAF);
        ContainerSnapshot before = see(stubborn);
        engine.kill(stubborn.id(), "SIGKILL");

        ActionResult result = remedies.finish(
                new TargetId("local", stubborn.name()), intent(Action.KILL_START, before), Policy.Remedy.DEFAULT);

        assertThat(result)
                .isEqualTo(
                        new ActionResult.Restarted(see(stubborn).incarnation().orElseThrow()));
        Awaitility.await().atMost(SOON).until(() -> count(stubborn, "start") == 2);
    }

    @Test
    void aCrashLoopOfTheEnginesOwnIsEndedByAStopAndGoesOnAfterAStart() {
        TestEngine.Container loop =
                docker.run("act2-loop", List.of("--restart=always"), "sh", "-c", "sleep 0.2; exit 1");
        Awaitility.await().atMost(SOON).until(() -> see(loop).engineRestartCount() >= 3);
        ContainerSnapshot before = see(loop);

        ActionResult stop =
                remedies.execute(intent(Action.STOP, before), watch(Policy.Remedy.DEFAULT), before, () -> {});

        ContainerSnapshot stopped = see(loop);
        assertThat(stop)
                .isEqualTo(new ActionResult.Stopped(stopped.incarnation().orElseThrow()));
        assertThat(stopped.status()).isEqualTo(ContainerStatus.EXITED);
        // The engine's wait at this point of the loop is below 2 s.
        Instant calm = Instant.now().plusSeconds(5);
        Awaitility.await().atMost(SOON).until(() -> Instant.now().isAfter(calm));
        assertThat(see(loop).incarnation()).isEqualTo(stopped.incarnation());
        assertThat(see(loop).status()).isEqualTo(ContainerStatus.EXITED);

        ActionResult start =
                remedies.execute(intent(Action.START, stopped), watch(Policy.Remedy.DEFAULT), stopped, () -> {});

        assertThat(start).isInstanceOf(ActionResult.Restarted.class);
        assertThat(see(loop).incarnation()).isNotEqualTo(stopped.incarnation());
        Awaitility.await().atMost(SOON).until(() -> see(loop).engineRestartCount() >= 1);
    }

    @Test
    void aLoopThatWaitsForItsNextLifeIsEndedByAStopToo() {
        TestEngine.Container loop = docker.run("act2-waiting", List.of("--restart=always"), "false");
        // From the fifth on the engine waits for more than a second between two lives.
        Awaitility.await()
                .atMost(SOON)
                .until(() -> see(loop).engineRestartCount() >= 5 && see(loop).status() == ContainerStatus.RESTARTING);
        ContainerSnapshot before = see(loop);
        int deaths = count(loop, "die");

        ActionResult stop =
                remedies.execute(intent(Action.STOP, before), watch(Policy.Remedy.DEFAULT), before, () -> {});

        assertThat(stop).isInstanceOf(ActionResult.Stopped.class);
        Instant calm = Instant.now().plusSeconds(7);
        Awaitility.await().atMost(SOON).until(() -> Instant.now().isAfter(calm));
        assertThat(see(loop).status()).isEqualTo(ContainerStatus.EXITED);
        assertThat(count(loop, "die")).isBetween(deaths, deaths + 1);
    }

    private static RestartExecutor remedies() {
        Redaction redaction = new Redaction(List.of());
        return new RestartExecutor(
                engine,
                new EvidenceGatherer(
                        engine, new EvidenceLimits(Duration.ofSeconds(5), 64 * 1024, 20), redaction, Clock.systemUTC()),
                (incident, intent, evidence) -> {},
                PreflightGate.OPEN,
                new Hooks(redaction, (target, intent, report) -> {}),
                4,
                Clock.systemUTC());
    }

    private static Watch watch(Policy.Remedy remedy) {
        Policy policy = Policy.HEAL.toBuilder().restart(remedy).build();
        return new Watch(new TargetId("local", "act2"), List.of(), policy, false, "rule 1", List.of());
    }

    private static Intent intent(Action action, ContainerSnapshot container) {
        return new Intent(
                container.name() + "." + action.wireName(),
                "",
                container.incarnation().orElseThrow(),
                action,
                1,
                Instant.now(),
                "it does not answer");
    }

    private static ContainerSnapshot see(TestEngine.Container container) {
        return engine.inspect(container.id()).orElseThrow();
    }

    private static int count(TestEngine.Container container, String action) {
        return (int) events.stream()
                .filter(event -> event.containerId().equals(container.id()))
                .filter(event -> event.action().equals(action))
                .count();
    }
}

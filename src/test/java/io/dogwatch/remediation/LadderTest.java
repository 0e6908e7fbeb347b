package io.dogwatch.remediation;

import static io.dogwatch.remediation.ScriptedEngine.ID;
import static io.dogwatch.remediation.ScriptedEngine.STARTED;
import static io.dogwatch.remediation.ScriptedEngine.container;
import static io.dogwatch.remediation.ScriptedEngine.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.EvidenceLimits;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each rung of the remedy ladder, and what is made of the engine's answer to it. */
final class LadderTest {

    private static final Instant LATER = STARTED.plusSeconds(200);
    private static final ActionResult RESTARTED = new ActionResult.Restarted(new Incarnation(ID, LATER));
    private static final TargetId WEB = new TargetId("local", "web");

    private final ScriptedEngine engine = new ScriptedEngine();
    private final AtomicReference<Instant> now = new AtomicReference<>(STARTED.plusSeconds(100));
    private final CountDownLatch end = new CountDownLatch(1);
    private Duration tick = Duration.ofSeconds(6);

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Test
    void aRestartBeyondItsTimeoutHangs() {
        engine.sees(ContainerStatus.RUNNING, STARTED).on("restart", this::hang);

        ActionResult result = carryOut(Action.RESTART, impatient());

        assertThat(result).isEqualTo(new ActionResult.Hung("not restarted within 50 ms, and is still running"));
        assertThat(calls()).containsExactly("restart");
    }

    @Test
    void theCallIsAwaitedForItsTimeout() {
        engine.sees(ContainerStatus.RUNNING, STARTED).sees(ContainerStatus.RUNNING, LATER);

        carryOut(Action.RESTART, Policy.Remedy.DEFAULT);
        // The stop timeout of 10 s, and 15 s more, are both the engine's time and the patience.
        assertThat(engine.restartDeadline).isGreaterThan(Duration.ofSeconds(25));
    }

    @Test
    void aTimeoutLongerThanTheEnginesTimeIsRespected() {
        engine.sees(ContainerStatus.RUNNING, STARTED).sees(ContainerStatus.RUNNING, LATER);

        carryOut(Action.RESTART, new Policy.Remedy(Optional.of(Duration.ofMinutes(3)), true, List.of(), List.of()));

        assertThat(engine.restartDeadline).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void aRestartCompletedAtTheTimeoutDoesNotHang() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .sees(ContainerStatus.RUNNING, LATER)
                .on("restart", this::hang);

        assertThat(carryOut(Action.RESTART, impatient())).isEqualTo(RESTARTED);
    }

    @Test
    void aRestartBetweenStopAndStartDoesNotHang() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.RUNNING, LATER)
                .on("restart", this::hang);

        assertThat(carryOut(Action.RESTART, impatient())).isEqualTo(RESTARTED);
        assertThat(calls()).containsExactly("restart");
    }

    @Test
    void anUnresponsiveEngineIsNoHungContainer() {
        engine.sees(ContainerStatus.RUNNING, STARTED).on("restart", this::hang);
        engine.fails("ping", Kind.UNREACHABLE, "ping: no response");

        assertThat(carryOut(Action.RESTART, impatient())).isEqualTo(new ActionResult.Undetermined("ping: no response"));
    }

    @Test
    void anUnreachableEngineAtTheTimeoutIsUndetermined() {
        engine.sees(ContainerStatus.RUNNING, STARTED).isAway().on("restart", this::hang);

        assertThat(carryOut(Action.RESTART, impatient())).isEqualTo(new ActionResult.Undetermined("no response"));
    }

    @Test
    void aRestartTheEngineCouldNotPerformHangs() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .fails("restart", Kind.ENGINE_FAULT, "tried to kill container, but did not receive an exit event");

        assertThat(carryOut(Action.RESTART, impatient()))
                .isEqualTo(new ActionResult.Hung("tried to kill container, but did not receive an exit event"));
    }

    @Test
    void aLostRestartDoesNotHang() {
        tick = Duration.ofSeconds(13);
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("restart", Kind.UNREACHABLE, "cut");

        assertThat(carryOut(Action.RESTART, impatient()))
                .isEqualTo(new ActionResult.Failed("the engine did not restart it"));
    }

    @Test
    void aKilledContainerIsStartedByTheHungRestart() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.RUNNING, LATER);

        assertThat(carryOut(Action.KILL_START)).isEqualTo(RESTARTED);
        assertThat(calls()).containsExactly("kill SIGKILL");
    }

    @Test
    void aKilledContainerThatStaysDownIsStarted() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.RUNNING, LATER);

        assertThat(carryOut(Action.KILL_START)).isEqualTo(RESTARTED);
        assertThat(calls()).containsExactly("kill SIGKILL", "start");
    }

    @Test
    void aKillWithoutEffectHasFailed() {
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("kill", Kind.ENGINE_FAULT, "no exit event");

        assertThat(carryOut(Action.KILL_START)).isEqualTo(new ActionResult.Failed("the kill had no effect"));
        assertThat(calls()).containsExactly("kill SIGKILL");
    }

    @Test
    void aContainerThatExitedBeforeTheKillIsNotStarted() {
        engine.sees(ContainerStatus.RUNNING, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .fails("kill", Kind.CONFLICT, "is not running");

        assertThat(carryOut(Action.KILL_START))
                .isEqualTo(new ActionResult.Superseded("it had already exited before the kill"));
        assertThat(calls()).containsExactly("kill SIGKILL");
    }

    @Test
    void aContainerRestartedBeforeTheKillIsNotKilled() {
        engine.sees(ContainerStatus.RUNNING, LATER);

        assertThat(carryOut(Action.KILL_START)).isEqualTo(new ActionResult.Superseded("it has already been restarted"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void aCrashLoopIsStoppedInAnyIncarnation() {
        engine.sees(container(ContainerStatus.RUNNING, LATER, 7)).sees(container(ContainerStatus.EXITED, LATER, 7));

        ActionResult result =
                carryOut(Action.STOP, container(ContainerStatus.RESTARTING, STARTED, 6), Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Stopped(new Incarnation(ID, LATER)));
        assertThat(calls()).containsExactly("stop 10");
    }

    @Test
    void aManuallyRestartedCrashLoopIsNotStopped() {
        engine.sees(container(ContainerStatus.RUNNING, LATER, 0));

        ActionResult result =
                carryOut(Action.STOP, container(ContainerStatus.RESTARTING, STARTED, 6), Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Superseded("it has already been restarted"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void anEndedCrashLoopIsNotStopped() {
        engine.sees(container(ContainerStatus.EXITED, LATER, 7));

        ActionResult result =
                carryOut(Action.STOP, container(ContainerStatus.RESTARTING, STARTED, 6), Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Superseded("it is exited now"));
    }

    @Test
    void aContinuingCrashLoopHasNotBeenStopped() {
        tick = Duration.ofSeconds(13);
        engine.sees(container(ContainerStatus.RESTARTING, STARTED, 6));

        ActionResult result =
                carryOut(Action.STOP, container(ContainerStatus.RESTARTING, STARTED, 6), Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Failed("the engine did not stop it"));
        assertThat(calls()).containsExactly("stop 10");
    }

    @Test
    void aContainerStoppedByDogwatchIsStarted() {
        engine.sees(ContainerStatus.EXITED, STARTED).sees(ContainerStatus.RUNNING, LATER);

        assertThat(carryOut(Action.START, container(ContainerStatus.EXITED, STARTED), Policy.Remedy.DEFAULT))
                .isEqualTo(RESTARTED);
        assertThat(calls()).containsExactly("start");
    }

    @Test
    void aManuallyStartedContainerIsLeftAlone() {
        engine.sees(ContainerStatus.RUNNING, LATER);

        assertThat(carryOut(Action.START, container(ContainerStatus.EXITED, STARTED), Policy.Remedy.DEFAULT))
                .isEqualTo(new ActionResult.Superseded("it has already been restarted"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void aFailedStartIsRetriedOnce() {
        engine.sees(ContainerStatus.EXITED, STARTED).fails("start", Kind.ENGINE_FAULT, "port is already allocated");

        assertThat(carryOut(Action.START, container(ContainerStatus.EXITED, STARTED), Policy.Remedy.DEFAULT))
                .isEqualTo(new ActionResult.Failed("port is already allocated"));
        assertThat(calls()).containsExactly("start", "start");
    }

    @Test
    void aStartWithoutEffectEventuallyFails() {
        engine.sees(ContainerStatus.EXITED, STARTED);

        assertThat(carryOut(Action.START, container(ContainerStatus.EXITED, STARTED), Policy.Remedy.DEFAULT))
                .isEqualTo(new ActionResult.Failed("it did not come back up"));
        assertThat(calls()).containsExactly("start", "start", "start", "start");
    }

    @Test
    void anInterruptedStopIsResolvedByInspection() {
        engine.sees(ContainerStatus.EXITED, LATER);

        assertThat(finish(Action.STOP)).isEqualTo(new ActionResult.Stopped(new Incarnation(ID, LATER)));
        assertThat(calls()).isEmpty();
    }

    @Test
    void anInterruptedKillIsCompletedByAStart() {
        engine.sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.RUNNING, LATER);

        assertThat(finish(Action.KILL_START)).isEqualTo(RESTARTED);
        assertThat(calls()).containsExactly("start");
    }

    @Test
    void aKillWithAnUnknownResultIsNotRepeated() {
        engine.sees(ContainerStatus.RUNNING, STARTED);

        assertThat(finish(Action.KILL_START)).isEqualTo(new ActionResult.Failed("the kill had no effect"));
        assertThat(calls()).isEmpty();
    }

    private ActionResult carryOut(Action action) {
        return carryOut(action, Policy.Remedy.DEFAULT);
    }

    private ActionResult carryOut(Action action, Policy.Remedy remedy) {
        return carryOut(action, container(ContainerStatus.RUNNING, STARTED), remedy);
    }

    private ActionResult carryOut(Action action, ContainerSnapshot decidedOn, Policy.Remedy remedy) {
        return remedies().execute(intent(action), watch(remedy), decidedOn, () -> {});
    }

    private ActionResult finish(Action action) {
        return remedies().finish(WEB, intent(action), Policy.Remedy.DEFAULT);
    }

    private RestartExecutor remedies() {
        Redaction redaction = new Redaction(List.of());
        return new RestartExecutor(
                engine,
                new EvidenceGatherer(
                        engine, new EvidenceLimits(Duration.ofSeconds(5), 64 * 1024, 0), redaction, () -> STARTED),
                (incident, intent, evidence) -> {},
                PreflightGate.OPEN,
                new Hooks(redaction, (target, intent, report) -> {}),
                4,
                () -> now.getAndUpdate(at -> at.plus(tick)));
    }

    private static Intent intent(Action action) {
        return new Intent("local.web.r2", "local.web.1", new Incarnation(ID, STARTED), action, 1, STARTED, "hangs");
    }

    private static Policy.Remedy impatient() {
        return new Policy.Remedy(Optional.of(Duration.ofMillis(50)), true, List.of(), List.of());
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> calls() {
        return engine.calls.stream().filter(call -> !call.equals("inspect")).toList();
    }
}

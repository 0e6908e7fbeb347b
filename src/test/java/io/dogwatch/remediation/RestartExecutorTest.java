package io.dogwatch.remediation;

import static io.dogwatch.remediation.ScriptedEngine.ID;
import static io.dogwatch.remediation.ScriptedEngine.STARTED;
import static io.dogwatch.remediation.ScriptedEngine.container;
import static io.dogwatch.remediation.ScriptedEngine.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.docker.EngineException;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.EvidenceLimits;
import io.dogwatch.evidence.EvidenceRequest;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RestartExecutorTest {

    private static final Instant DECIDED = STARTED.plusSeconds(100);
    private static final Instant LATER = STARTED.plusSeconds(200);
    private static final Intent INTENT = new Intent(
            "local.web.r2", "local.web.1", new Incarnation(ID, STARTED), Action.RESTART, 1, DECIDED, "http site: 500");

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Hooks NO_HOOKS = new Hooks(new Redaction(List.of()), (target, intent, report) -> {});

    private final ScriptedEngine engine = new ScriptedEngine();
    private final AtomicReference<Instant> now = new AtomicReference<>(DECIDED);
    private final InstantSource clock = now::get;
    private final AtomicInteger saved = new AtomicInteger();
    private PreflightGate gate = PreflightGate.OPEN;

    @Test
    void evidenceIsSavedBeforeTheCallAndTheNewIncarnationVerifiesIt() {
        engine.sees(ContainerStatus.RUNNING, STARTED).sees(ContainerStatus.RUNNING, LATER);
        engine.on("restart", () -> assertThat(saved).hasValue(1));

        ActionResult result = restart(ContainerStatus.RUNNING);

        assertThat(result).isEqualTo(new ActionResult.Restarted(new Incarnation(ID, LATER)));
        assertThat(engine.calls).containsOnlyOnce("restart").doesNotContain("start");
    }

    @Test
    void unsavedEvidencePreventsTheCall() {
        engine.sees(ContainerStatus.RUNNING, STARTED);
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {
            throw new IllegalStateException("disk full");
        });

        assertThatThrownBy(() -> remedies.execute(
                        INTENT, watch(Policy.Remedy.DEFAULT), container(ContainerStatus.RUNNING, STARTED), () -> {}))
                .hasMessage("disk full");

        assertThat(engine.calls).doesNotContain("restart");
    }

    @Test
    void aContainerAlreadyRestartedIsLeftAlone() {
        engine.sees(ContainerStatus.RUNNING, LATER);

        assertThat(restart(ContainerStatus.RUNNING)).isInstanceOf(ActionResult.Superseded.class);
        assertThat(engine.calls).doesNotContain("restart");
    }

    @Test
    void aContainerAlreadyExitedOrPausedIsLeftAlone() {
        engine.sees(ContainerStatus.PAUSED, STARTED);

        assertThat(restart(ContainerStatus.RUNNING))
                .isEqualTo(new ActionResult.Superseded("it is paused now, and was running"));
    }

    @Test
    void aContainerAtADifferentAddressIsLeftAlone() {
        engine.sees(at("10.0.0.3"));

        ActionResult result = remedies((incident, intent, evidence) -> {})
                .execute(INTENT, watch(Policy.Remedy.DEFAULT), at("10.0.0.2"), () -> {});

        assertThat(result)
                .isEqualTo(new ActionResult.Superseded(
                        "its addresses have changed, so the failed probes may have reached another container"));
        assertThat(engine.calls).doesNotContain("restart");
    }

    private static ContainerSnapshot at(String address) {
        return container(
                ContainerStatus.RUNNING,
                STARTED,
                0,
                new ContainerSnapshot.Network("back", Map.of("back", address), List.of()));
    }

    @Test
    void aWithdrawnIntentMakesNoCall() {
        engine.sees(ContainerStatus.RUNNING, STARTED);
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {});
        remedies.withdraw(INTENT.id());

        ActionResult result = remedies.execute(
                INTENT, watch(Policy.Remedy.DEFAULT), container(ContainerStatus.RUNNING, STARTED), () -> {});

        assertThat(result).isEqualTo(new ActionResult.Superseded("it is being stopped by someone else"));
        assertThat(engine.calls).doesNotContain("restart");
    }

    @Test
    void aClosedGateMakesNoCall() {
        engine.sees(ContainerStatus.RUNNING, STARTED);
        gate = (target, intent) -> {
            assertThat(target).isEqualTo(WEB);
            assertThat(intent).isEqualTo(INTENT);
            assertThat(saved).hasValue(1);
            return Optional.of("the breaker of local is open");
        };

        assertThat(restart(ContainerStatus.RUNNING))
                .isEqualTo(new ActionResult.Superseded("the breaker of local is open"));
        assertThat(engine.calls).doesNotContain("restart");
    }

    @Test
    void anEngineErrorDoesNotExcludeARestart() {
        engine.sees(ContainerStatus.RUNNING, STARTED).sees(ContainerStatus.RUNNING, LATER);
        engine.fails("restart", EngineException.Kind.ENGINE_FAULT, "500");

        assertThat(restart(ContainerStatus.RUNNING)).isInstanceOf(ActionResult.Restarted.class);
        assertThat(engine.calls).containsOnlyOnce("restart");
    }

    @Test
    void aLostAnswerFromAnUnreachableEngineIsUndetermined() {
        engine.sees(ContainerStatus.RUNNING, STARTED).isAway();
        engine.fails("restart", EngineException.Kind.UNREACHABLE, "cut");

        assertThat(restart(ContainerStatus.RUNNING)).isEqualTo(new ActionResult.Undetermined("no response"));
    }

    @Test
    void anUnchangedContainerIsFinalOnlyAfterTheEnginesTime() {
        engine.sees(ContainerStatus.RUNNING, STARTED);
        // The stop timeout of 10 s, and 15 s more, from when somebody began to look: the engine may have been frozen
        // before.
        Iterator<Instant> times =
                List.of(LATER, LATER.plusSeconds(24), LATER.plusSeconds(25)).iterator();

        ActionResult result = new RestartExecutor(
                        engine, gatherer(), (incident, intent, evidence) -> {}, gate, NO_HOOKS, 4, times::next)
                .finish(WEB, INTENT, Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Failed("the engine did not restart it"));
        assertThat(engine.calls).containsExactly("inspect", "inspect");
    }

    @Test
    void anUnresponsiveEngineIsNoFailedRestart() {
        InstantSource hurried = () -> now.getAndUpdate(at -> at.plusSeconds(30));
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("ping", EngineException.Kind.UNREACHABLE, "no response");

        ActionResult result = new RestartExecutor(
                        engine, gatherer(), (incident, intent, evidence) -> {}, gate, NO_HOOKS, 4, hurried)
                .finish(WEB, INTENT, Policy.Remedy.DEFAULT);

        assertThat(result).isEqualTo(new ActionResult.Undetermined("no response"));
    }

    @Test
    void evidenceGatheringIsLimited() throws InterruptedException {
        engine.sees(ContainerStatus.RUNNING, STARTED);
        AtomicInteger gathering = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        engine.on("log", () -> {
            most.accumulateAndGet(gathering.incrementAndGet(), Math::max);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            gathering.decrementAndGet();
        });
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {});

        join(start(50, () -> remedies.saveEvidence("incident", scene())));

        assertThat(engine.calls).hasSize(50);
        assertThat(most).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void evidenceIsGatheredOnlyForTheNextCalls() throws InterruptedException {
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("restart", EngineException.Kind.REJECTED, "no");
        CountDownLatch fourInFlight = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch eightSaved = new CountDownLatch(8);
        engine.on("restart", () -> {
            fourInFlight.countDown();
            await(goOn);
            throw new EngineException(EngineException.Kind.REJECTED, "no");
        });
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {
            saved.incrementAndGet();
            eightSaved.countDown();
        });

        List<Thread> storm = start(50, () -> carryOut(remedies, INTENT));
        fourInFlight.await();
        eightSaved.await();

        assertThat(saved).as("four are restarted, and four are next").hasValue(8);
        goOn.countDown();
        join(storm);
        assertThat(saved).hasValue(50);
        assertThat(engine.calls.stream().filter("restart"::equals)).hasSize(50);
    }

    @Test
    void slowEvidenceDoesNotDelayOthers() throws InterruptedException {
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("restart", EngineException.Kind.REJECTED, "no");
        CountDownLatch fourAreSlow = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        engine.on("log", () -> {
            if (asked.incrementAndGet() <= 4) {
                fourAreSlow.countDown();
                await(goOn);
            }
        });
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {});
        List<Thread> slow = start(4, () -> carryOut(remedies, INTENT));
        fourAreSlow.await();

        assertThat(carryOut(remedies, INTENT)).isEqualTo(new ActionResult.Failed("no"));

        assertThat(slow).allMatch(Thread::isAlive);
        goOn.countDown();
        join(slow);
    }

    @Test
    void evidenceWithoutAnActionDoesNotDelayRestarts() throws InterruptedException {
        engine.sees(ContainerStatus.RUNNING, STARTED).fails("restart", EngineException.Kind.REJECTED, "no");
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch lookedAt = new CountDownLatch(4);
        AtomicInteger asked = new AtomicInteger();
        engine.on("log", () -> {
            if (asked.incrementAndGet() <= 4) {
                lookedAt.countDown();
                await(goOn);
            }
        });
        RestartExecutor remedies = remedies((incident, intent, evidence) -> {});
        List<Thread> looks = start(4, () -> remedies.saveEvidence("incident", scene()));
        lookedAt.await();

        assertThat(carryOut(remedies, INTENT)).isEqualTo(new ActionResult.Failed("no"));

        assertThat(looks).allMatch(Thread::isAlive);
        goOn.countDown();
        join(looks);
    }

    @Test
    void anInterruptedRestartIsCompletedByAStart() {
        InstantSource hurried = () -> now.getAndUpdate(at -> at.plusSeconds(6));
        engine.sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.EXITED, STARTED)
                .sees(ContainerStatus.RUNNING, LATER);

        ActionResult result = new RestartExecutor(
                        engine,
                        gatherer(),
                        (incident, intent, evidence) -> {},
                        PreflightGate.OPEN,
                        NO_HOOKS,
                        4,
                        hurried)
                .finish(WEB, INTENT, Policy.Remedy.DEFAULT);

        assertThat(result).isInstanceOf(ActionResult.Restarted.class);
        assertThat(engine.calls).contains("start").doesNotContain("restart");
    }

    @Test
    void aRemovedContainerCannotBeRestarted() {
        engine.seesNothing();

        assertThat(remedies((incident, intent, evidence) -> {}).finish(WEB, INTENT, Policy.Remedy.DEFAULT))
                .isEqualTo(new ActionResult.Failed("the container no longer exists"));
    }

    @Test
    void evidenceContainsNoSecretsOrControlCharacters() {
        engine.sees(ContainerStatus.RUNNING, STARTED).logs("login password=hunter2 \u001b[31mred");

        Evidence evidence = gatherer().gather(scene(), Duration.ofSeconds(5));

        String log = evidence.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals("log.txt"))
                .map(Evidence.Exhibit::text)
                .findFirst()
                .orElseThrow();
        assertThat(log)
                .contains("password=[redacted]")
                .doesNotContain("hunter2")
                .doesNotContain("\u001b");
    }

    private static EvidenceRequest scene() {
        return EvidenceRequest.of(
                watch(Policy.Remedy.DEFAULT),
                Optional.of(container(ContainerStatus.RUNNING, STARTED)),
                "before restart 1");
    }

    private static ActionResult carryOut(RestartExecutor remedies, Intent intent) {
        return remedies.execute(
                intent, watch(Policy.Remedy.DEFAULT), container(ContainerStatus.RUNNING, STARTED), () -> {});
    }

    private static List<Thread> start(int many, Runnable work) {
        return IntStream.range(0, many)
                .mapToObj(i -> Thread.startVirtualThread(work))
                .toList();
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ActionResult restart(ContainerStatus decidedOn) {
        return remedies((incident, intent, evidence) -> saved.incrementAndGet())
                .execute(INTENT, watch(Policy.Remedy.DEFAULT), container(decidedOn, STARTED), () -> {});
    }

    private RestartExecutor remedies(RestartExecutor.EvidenceKeeper keeper) {
        return new RestartExecutor(engine, gatherer(), keeper, gate, NO_HOOKS, 4, clock);
    }

    private EvidenceGatherer gatherer() {
        return new EvidenceGatherer(
                engine, new EvidenceLimits(Duration.ofSeconds(5), 64 * 1024, 20), new Redaction(List.of()), clock);
    }
}

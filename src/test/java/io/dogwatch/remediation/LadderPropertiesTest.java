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
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every action, whatever the engine answers and whatever it shows. */
final class LadderPropertiesTest {

    private static final Instant LATER = STARTED.plusSeconds(200);

    /** One engine's whole behaviour, and what came of it. */
    private record Case(
            int seed, Action action, boolean carriedOut, boolean called, List<String> calls, ActionResult result) {

        long count(String call) {
            return calls.stream().filter(made -> made.startsWith(call)).count();
        }

        boolean isSuperseded() {
            return result instanceof ActionResult.Superseded;
        }
    }

    @Test
    void invariantsHoldForAnyEngineBehavior() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Case>> cases = IntStream.range(0, 1_000)
                    .mapToObj(seed -> threads.submit(() -> play(seed)))
                    .toList();
            for (Future<Case> future : cases) {
                check(future.get());
            }
        }
    }

    private static void check(Case played) {
        String first = first(played.action());
        for (String call : List.of("restart", "kill", "stop")) {
            assertThat(played.count(call))
                    .as("one intent makes its own call, at most once, and finishing it never: %s", played)
                    .isLessThanOrEqualTo(call.equals(first) && played.carriedOut() ? 1 : 0);
        }
        assertThat(played.called())
                .as("the call is told before it is made: %s", played)
                .isEqualTo(played.carriedOut() && played.count(first) > 0);
        if (played.action() == Action.STOP) {
            assertThat(played.count("start"))
                    .as("what is stopped is not started: %s", played)
                    .isZero();
        }
        if (played.isSuperseded() && played.count("kill") == 0) {
            assertThat(played.calls())
                    .as("nothing was done: %s", played)
                    .allSatisfy(call -> assertThat(call).isEqualTo("inspect"));
        }
        if (played.result() instanceof ActionResult.Restarted(Incarnation life)) {
            assertThat(life).as("a new life is the proof: %s", played).isNotEqualTo(new Incarnation(ID, STARTED));
            assertThat(played.action()).isNotEqualTo(Action.STOP);
        }
        if (played.result() instanceof ActionResult.Stopped) {
            assertThat(played.action()).isEqualTo(Action.STOP);
        }
        if (played.result() instanceof ActionResult.Hung) {
            assertThat(played.action()).isEqualTo(Action.RESTART);
            assertThat(played.count("restart"))
                    .as("only what was called can hang: %s", played)
                    .isEqualTo(1);
            assertThat(played.count("start"))
                    .as("what hangs is not started: %s", played)
                    .isZero();
        }
    }

    private static Case play(int seed) {
        Random random = new Random(seed);
        Action action = any(random, Action.values());
        boolean carriedOut = random.nextInt(4) > 0;
        ScriptedEngine engine = new ScriptedEngine();
        ContainerSnapshot decidedOn =
                container(action == Action.START ? ContainerStatus.EXITED : ContainerStatus.RUNNING, STARTED);
        if (random.nextInt(5) > 0) {
            engine.sees(decidedOn);
        }
        for (int more = random.nextInt(4); more > 0; more--) {
            shows(engine, random);
        }
        switch (random.nextInt(5)) {
            case 0 -> engine.isAway();
            case 1 -> engine.seesNothing();
            case 2 -> engine.sees(ContainerStatus.EXITED, STARTED);
            case 3 -> engine.sees(ContainerStatus.RUNNING, STARTED);
            default -> engine.sees(ContainerStatus.RUNNING, LATER);
        }
        for (String call : List.of("restart", "kill", "stop", "start", "ping")) {
            if (random.nextInt(3) == 0) {
                engine.fails(call, any(random, Kind.values()), "no");
            }
        }
        AtomicReference<Instant> now = new AtomicReference<>(STARTED);
        AtomicBoolean called = new AtomicBoolean();
        Redaction redaction = new Redaction(List.of());
        RestartExecutor remedies = new RestartExecutor(
                engine,
                new EvidenceGatherer(
                        engine, new EvidenceLimits(Duration.ofSeconds(5), 1024, 0), redaction, () -> STARTED),
                (incident, intent, evidence) -> {},
                (target, intent) -> random.nextInt(10) == 0 ? Optional.of("held") : Optional.empty(),
                new Hooks(redaction, (target, intent, report) -> {}),
                4,
                () -> now.getAndUpdate(at -> at.plusSeconds(8)));
        Intent intent = new Intent("i" + seed, "", new Incarnation(ID, STARTED), action, 1, STARTED, "hangs");
        ActionResult result = carriedOut
                ? remedies.execute(intent, watch(Policy.Remedy.DEFAULT), decidedOn, () -> called.set(true))
                : remedies.finish(new TargetId("local", "web"), intent, Policy.Remedy.DEFAULT);
        return new Case(seed, action, carriedOut, called.get(), engine.calls, result);
    }

    private static void shows(ScriptedEngine engine, Random random) {
        engine.sees(container(
                any(random, ContainerStatus.values()), random.nextInt(4) == 0 ? LATER : STARTED, random.nextInt(2)));
    }

    private static <T> T any(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private static String first(Action action) {
        return switch (action) {
            case RESTART -> "restart";
            case KILL_START -> "kill";
            case STOP -> "stop";
            case START -> "start";
        };
    }
}

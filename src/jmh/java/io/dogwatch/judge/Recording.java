package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What happens to several targets, recorded once and judged again and again: 95 % healthy outcomes; failures now and then
 * until a restart cures them, inconclusive outcomes, looks, signals, crashes, wakes and whatever the judge's own decisions lead
 * to. The same seed gives the same recording.
 */
final class Recording {

    /** One event of one target. */
    record Entry(int target, Event event, Instant now) {}

    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final Outcome WELL = Outcome.healthy(Duration.ofMillis(3));

    private final SplittableRandom random;
    private final List<Watch> watches = new ArrayList<>();
    private final List<TargetState> states = new ArrayList<>();
    private final List<Instant> lives = new ArrayList<>();
    private final List<Integer> sick = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private Instant now = START;

    Recording(int targets, int events, long seed) {
        random = new SplittableRandom(seed);
        for (int target = 0; target < targets; target++) {
            watches.add(watch(target));
            states.add(TargetState.initial(PersistentState.EMPTY, START));
            lives.add(START.minusSeconds(3600));
            sick.add(0);
            look(target);
        }
        while (entries.size() < events) {
            int target = random.nextInt(targets);
            now = now.plusMillis(1 + random.nextInt(10_000 / targets));
            happen(target);
        }
    }

    List<Watch> watches() {
        return watches;
    }

    List<Entry> entries() {
        return entries;
    }

    TargetState initial() {
        return TargetState.initial(PersistentState.EMPTY, START);
    }

    /** With the two checks that every target has, an HTTP check, and every second one a TCP check too. */
    private static Watch watch(int target) {
        List<Check> checks = new ArrayList<>(List.of(
                new Check.StateCheck("state", Thresholds.CERTAIN),
                new Check.HealthCheck("health", Thresholds.CERTAIN),
                HttpCheck.ofPort("site", 80)));
        if (target % 2 == 0) {
            checks.add(TcpCheck.ofPort("door", 81));
        }
        TargetId id = new TargetId("local", "web-" + target);
        return new Watch(id, checks, Policy.HEAL, false, "rule 1", List.of());
    }

    private void happen(int target) {
        int luck = random.nextInt(10_000);
        if (luck < 60) {
            look(target);
        } else if (luck < 70) {
            judge(target, new Event.Signalled(id(target), 1, now));
        } else if (luck < 80) {
            judge(target, new Event.Woken());
        } else if (luck < 85) {
            judge(target, new Event.Died(id(target), 1, now));
            judge(target, new Event.Observed(Optional.of(snapshot(target, ContainerStatus.EXITED))));
        } else if (luck < 90) {
            sick.set(target, 3 + random.nextInt(3));
        } else if (luck < 190) {
            probed(target, Outcome.inconclusive(Cause.PROBER_FAULT, "no file descriptor is free"));
        } else if (luck < 260 || sick.get(target) > 0) {
            sick.set(target, Math.max(0, sick.get(target) - 1));
            probed(target, Outcome.unhealthy(Cause.UNEXPECTED_STATUS, "500 (allowed: 200-399)", Duration.ofMillis(3)));
        } else {
            probed(target, WELL);
        }
    }

    private void probed(int target, Outcome outcome) {
        List<Check> checks = watches.get(target).checks();
        Check check = checks.get(2 + random.nextInt(checks.size() - 2));
        judge(target, new Event.Probed(check.name(), life(target), outcome));
    }

    private void look(int target) {
        judge(target, new Event.Observed(Optional.of(snapshot(target, ContainerStatus.RUNNING))));
    }

    private void judge(int target, Event event) {
        entries.add(new Entry(target, event, now));
        Verdict verdict = Judge.judge(watches.get(target), states.get(target), event, now);
        states.set(target, verdict.state());
        for (Decision decision : verdict.decisions()) {
            if (decision instanceof Decision.Act(Intent intent)) {
                restart(target, intent);
            }
        }
    }

    private void restart(int target, Intent intent) {
        judge(target, new Event.RestartCalled(intent.id()));
        now = now.plusMillis(500);
        lives.set(target, now);
        sick.set(target, 0);
        look(target);
        judge(target, new Event.ActionEnded(intent.id(), new ActionResult.Restarted(life(target))));
    }

    private static String id(int target) {
        return "%064x".formatted(target);
    }

    private Incarnation life(int target) {
        return new Incarnation(id(target), lives.get(target));
    }

    private ContainerSnapshot snapshot(int target, ContainerStatus status) {
        boolean runs = status == ContainerStatus.RUNNING;
        return new ContainerSnapshot(
                id(target),
                "web-" + target,
                "nginx:1",
                "nginx",
                START,
                status,
                Optional.of(lives.get(target)),
                Optional.empty(),
                runs ? 0 : 1,
                false,
                runs ? 42 : 0,
                new Health(HealthStatus.NONE, 0, List.of()),
                RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }
}

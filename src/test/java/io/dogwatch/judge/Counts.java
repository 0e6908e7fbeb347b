package io.dogwatch.judge;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts the outcomes of each check in the life that the judge was last shown, in the plainest way there is. */
final class Counts {

    private final Watch watch;
    private final Map<String, List<Boolean>> outcomes = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private Optional<Incarnation> life = Optional.empty();

    Counts(Watch watch) {
        this.watch = watch;
    }

    void count(TargetState before, Event event, TargetState after, Instant now) {
        Optional<Incarnation> shown = after.container().flatMap(ContainerSnapshot::incarnation);
        boolean anew = event instanceof Event.Observed && !shown.equals(life);
        boolean first = !before.engineReachable() && before.reason() == Reason.NOT_INSPECTED;
        boolean relieved = parentFails(before) && !parentFails(after);
        if (anew || first || relieved) {
            outcomes.clear();
            failing.clear();
        }
        life = event instanceof Event.Observed ? shown : life;
        if (event instanceof Event.Probed(String check, Incarnation of, Outcome outcome)
                && !isFrozen(before)
                && !isExcused(before, check, outcome, now)
                && Optional.of(of).equals(life)) {
            switch (outcome) {
                case Outcome.Healthy healthy -> add(check, true);
                case Outcome.Unhealthy unhealthy -> add(check, false);
                case Outcome.Inconclusive inconclusive -> {}
            }
        }
    }

    private static boolean isFrozen(TargetState before) {
        return !before.engineReachable()
                || before.ledger().intent().isPresent()
                || before.container()
                        .filter(c -> c.status() == ContainerStatus.RUNNING)
                        .isEmpty();
    }

    /** Failed probes in the start phase. */
    private boolean isExcused(TargetState before, String check, Outcome outcome, Instant now) {
        return outcome instanceof Outcome.Unhealthy
                && watch.check(check).orElseThrow() instanceof Check.Probed
                && !before.startPassed()
                && now.isBefore(before.startPhaseEnds());
    }

    static boolean parentFails(TargetState state) {
        return state.circumstances().parents().stream()
                .anyMatch(parent -> parent.status() == ResolvedDependency.Status.FAILING);
    }

    private void add(String check, boolean healthy) {
        Thresholds thresholds = watch.check(check).orElseThrow().thresholds();
        List<Boolean> all = outcomes.computeIfAbsent(check, name -> new ArrayList<>());
        all.add(healthy);
        int good = 0;
        while (good < all.size() && all.get(all.size() - 1 - good)) {
            good++;
        }
        long bad = all.subList(Math.max(0, all.size() - thresholds.window()), all.size()).stream()
                .filter(well -> !well)
                .count();
        if (failing.contains(check) && good >= thresholds.success()) {
            failing.remove(check);
            all.clear();
        } else if (bad >= thresholds.failure()) {
            failing.add(check);
        }
    }

    /** Whether as many checks that matter fail together as the policy asks for. */
    boolean makeAQuorum(ContainerSnapshot container) {
        int voters = 0;
        int votes = 0;
        for (Check check : watch.checks()) {
            boolean health = check instanceof Check.HealthCheck;
            boolean hasAVote =
                    health ? container.health().status() != HealthStatus.NONE : !(check instanceof Check.StateCheck);
            if (hasAVote && check.severity() == Severity.CRITICAL) {
                voters++;
                boolean fails =
                        health ? container.health().status() == HealthStatus.UNHEALTHY : failing.contains(check.name());
                votes += fails ? 1 : 0;
            }
        }
        return votes >= Math.min(watch.policy().quorum().checks(), Math.max(1, voters));
    }
}

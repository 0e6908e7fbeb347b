package io.dogwatch.replay;

import io.dogwatch.judge.Event;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Produces outcomes that were never recorded, at the interval of the checks, until it is ended. Used by one
 * thread.
 */
final class SyntheticOutcomes {

    private final JudgeSession hearing;

    /** Counts the ends: what was put on the agenda before one does not hold after it. */
    private int chapter;

    SyntheticOutcomes(JudgeSession hearing) {
        this.hearing = hearing;
    }

    /** Something else is seen from now on. */
    void end() {
        chapter++;
    }

    /** What was the last outcome of each check goes on. */
    void goOn(Map<String, Outcome> lastOutcomes, Instant from) {
        int since = chapter;
        for (Check check : hearing.watch().checks()) {
            Outcome last = lastOutcomes.get(check.name());
            if (last != null && check instanceof Check.Probed probed) {
                Duration interval = probed.schedule().interval();
                hearing.later(from.plus(interval), () -> repeat(since, check.name(), last, interval));
            }
        }
    }

    /** From then on everything passes. */
    void heal(Instant curedAt) {
        int since = chapter;
        hearing.later(curedAt, () -> {
            if (chapter == since) {
                hearing.apply(new Event.Observed(hearing.state().container().map(IncarnationMapper::well)));
            }
        });
        for (Check check : hearing.watch().checks()) {
            if (check instanceof Check.Probed probed) {
                Outcome passes = Outcome.healthy(Duration.ZERO);
                Duration interval = probed.schedule().interval();
                hearing.later(curedAt, () -> repeat(since, check.name(), passes, interval));
            }
        }
    }

    private void repeat(int since, String check, Outcome outcome, Duration interval) {
        if (chapter == since) {
            probe(check, outcome);
            hearing.later(hearing.now().plus(interval), () -> repeat(since, check, outcome, interval));
        }
    }

    private void probe(String check, Outcome outcome) {
        hearing.state()
                .container()
                .filter(c -> c.status() == ContainerStatus.RUNNING)
                .flatMap(ContainerSnapshot::incarnation)
                .ifPresent(life -> hearing.apply(new Event.Probed(check, life, outcome)));
    }
}

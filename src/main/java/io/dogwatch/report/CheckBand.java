package io.dogwatch.report;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.HistoryEvent;
import io.dogwatch.judge.Event;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A period with an unchanged outcome of one check.
 *
 * @param outcome healthy, unhealthy or inconclusive
 */
public record CheckBand(Instant from, Instant until, String outcome) {

    /** What is further apart was not asked in between. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(2);

    /** The bands of each check, by its name, oldest first. */
    public static Map<String, List<CheckBand>> of(List<HistoryEntry> history, Period period) {
        Map<String, List<CheckBand>> bands = new HashMap<>();
        for (HistoryEntry entry : history) {
            if (entry.what() instanceof HistoryEvent.Told(Event.Probed probed)
                    && entry.firstAt().isBefore(period.until())
                    && entry.lastAt().isAfter(period.from())) {
                Instant from = entry.firstAt().isBefore(period.from()) ? period.from() : entry.firstAt();
                add(
                        bands.computeIfAbsent(probed.check(), name -> new ArrayList<>()),
                        new CheckBand(from, entry.lastAt(), word(probed.outcome())));
            }
        }
        return bands;
    }

    /** Joins it to the one before; up to the next outcome the last one holds. */
    private static void add(List<CheckBand> bands, CheckBand next) {
        if (!bands.isEmpty()) {
            CheckBand last = bands.getLast();
            boolean isNear = last.until().plus(MAX_PAUSE).isAfter(next.from());
            if (isNear && last.outcome().equals(next.outcome())) {
                bands.set(
                        bands.size() - 1,
                        new CheckBand(last.from(), later(last.until(), next.until()), last.outcome()));
                return;
            }
            if (isNear) {
                bands.set(
                        bands.size() - 1, new CheckBand(last.from(), later(last.from(), next.from()), last.outcome()));
            }
        }
        bands.add(next);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy healthy -> "healthy";
            case Outcome.Unhealthy unhealthy -> "unhealthy";
            case Outcome.Inconclusive inconclusive -> "inconclusive";
        };
    }
}

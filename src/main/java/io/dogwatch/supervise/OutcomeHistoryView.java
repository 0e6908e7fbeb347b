package io.dogwatch.supervise;

import java.time.Instant;
import java.util.List;

/**
 * Outcome history of one check since the start of Dogwatch, for charts.
 *
 * @param newest the latest outcomes, at most {@value OutcomeHistory#NEWEST}, oldest first
 * @param day the half hours of the last day with an outcome, oldest first
 */
public record OutcomeHistoryView(List<Step> newest, List<HalfHour> day) {

    public static final OutcomeHistoryView EMPTY = new OutcomeHistoryView(List.of(), List.of());

    /** Kind of an outcome. */
    public enum Kind {
        HEALTHY,
        UNHEALTHY,
        INCONCLUSIVE
    }

    /**
     * One outcome.
     *
     * @param at to a tenth of a second
     * @param seconds duration, accurate to half a percent; 0 if inconclusive
     */
    public record Step(Instant at, Kind kind, double seconds) {}

    /**
     * Half an hour of conclusive outcomes.
     *
     * @param mean geometric mean in seconds, which limits the effect of single timeouts
     * @param failures number of unhealthy outcomes, at most 255
     */
    public record HalfHour(Instant from, double mean, double longest, int failures) {}

    public OutcomeHistoryView {
        newest = List.copyOf(newest);
        day = List.copyOf(day);
    }
}

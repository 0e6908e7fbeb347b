package io.dogwatch.supervise;

import java.time.Instant;
import java.util.List;

/**
 * How one check went, for charts; since Dogwatch began, at most.
 *
 * @param newest its newest outcomes, at most {@value OutcomeHistory#NEWEST}, oldest first
 * @param day the half hours of the last day that had one, oldest first
 */
public record OutcomeHistoryView(List<Step> newest, List<Spell> day) {

    public static final OutcomeHistoryView EMPTY = new OutcomeHistoryView(List.of(), List.of());

    /** What an outcome was. */
    public enum Kind {
        HEALTHY,
        UNHEALTHY,
        INCONCLUSIVE
    }

    /**
     * One outcome.
     *
     * @param at to a tenth of a second
     * @param seconds how long it took, to half a percent; 0 if inconclusive
     */
    public record Step(Instant at, Kind kind, double seconds) {}

    /**
     * Half an hour of outcomes that were conclusive.
     *
     * @param mean geometric, in seconds, so that one timeout among a thousand does not make all of it slow
     * @param failures how many were unhealthy, at most 255
     */
    public record Spell(Instant from, double mean, double longest, int failures) {}

    public OutcomeHistoryView {
        newest = List.copyOf(newest);
        day = List.copyOf(day);
    }
}

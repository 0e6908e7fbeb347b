package io.dogwatch.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The availability of one target in an interval.
 *
 * @param availability 0 to 1; empty if it was never watched
 * @param slots equal parts of the interval, oldest first; empty without data
 */
public record UptimeSlice(Optional<Double> availability, List<Slot> slots) {

    public static final UptimeSlice UNKNOWN = new UptimeSlice(Optional.empty(), List.of());

    /**
     * A part of it.
     *
     * @param watched how much of it was watched, 0 to 1
     * @param down how much of it the target was down, 0 to 1
     */
    public record Slot(Instant from, double watched, double down) {}

    public UptimeSlice {
        slots = List.copyOf(slots);
    }
}

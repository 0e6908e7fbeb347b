package io.dogwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a period that do not overlap, in their order. Immutable. */
record Spans(List<Period> parts) {

    static final Spans NONE = new Spans(List.of());

    Spans {
        parts = List.copyOf(parts);
    }

    /** Of parts in any order, which may overlap; as far as they lie in the period. */
    static Spans within(Period period, List<Period> any) {
        List<Period> parts = new ArrayList<>();
        for (Period one :
                any.stream().sorted(Comparator.comparing(Period::from)).toList()) {
            Instant from = later(one.from(), period.from());
            Instant until = earlier(one.until(), period.until());
            if (!from.isBefore(until)) {
                continue;
            }
            if (!parts.isEmpty() && !from.isAfter(parts.getLast().until())) {
                Period last = parts.removeLast();
                parts.add(new Period(last.from(), later(last.until(), until)));
            } else {
                parts.add(new Period(from, until));
            }
        }
        return new Spans(parts);
    }

    /** What lies in both. */
    Spans and(Spans other) {
        List<Period> both = new ArrayList<>();
        for (Period part : parts) {
            both.addAll(within(part, other.parts).parts);
        }
        return new Spans(both);
    }

    /** What lies in one of them. */
    Spans or(Spans other) {
        List<Period> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return all.isEmpty() ? NONE : within(hull(all), all);
    }

    /** What lies in this and not in the other. */
    Spans without(Spans other) {
        List<Period> left = new ArrayList<>();
        for (Period part : parts) {
            Instant from = part.from();
            for (Period hole : within(part, other.parts).parts) {
                if (from.isBefore(hole.from())) {
                    left.add(new Period(from, hole.from()));
                }
                from = hole.until();
            }
            if (from.isBefore(part.until())) {
                left.add(new Period(from, part.until()));
            }
        }
        return new Spans(left);
    }

    boolean hold(Instant at) {
        return parts.stream().anyMatch(part -> part.holds(at));
    }

    Duration length() {
        return parts.stream().map(Period::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static Period hull(List<Period> all) {
        Instant from = all.stream().map(Period::from).min(Instant::compareTo).orElseThrow();
        Instant until = all.stream().map(Period::until).max(Instant::compareTo).orElseThrow();
        return new Period(from, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

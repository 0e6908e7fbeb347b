package io.dogwatch.notify;

import io.dogwatch.silence.SilenceSchedule;
import java.time.Instant;
import java.util.List;

/**
 * When a route or a channel counts. Immutable.
 *
 * @param during in one of these; none for always
 * @param outside and in none of these
 */
public record Hours(List<SilenceSchedule> during, List<SilenceSchedule> outside) {

    public static final Hours ALWAYS = new Hours(List.of(), List.of());

    public Hours {
        during = List.copyOf(during);
        outside = List.copyOf(outside);
    }

    boolean hold(Instant at) {
        return (during.isEmpty() || during.stream().anyMatch(when -> isOn(when, at)))
                && outside.stream().noneMatch(when -> isOn(when, at));
    }

    boolean areAlways() {
        return during.isEmpty() && outside.isEmpty();
    }

    private static boolean isOn(SilenceSchedule when, Instant at) {
        return when.endIfOn(at).isPresent();
    }
}

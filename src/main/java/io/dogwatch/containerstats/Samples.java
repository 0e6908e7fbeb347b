package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of up to four hours in a bounded space: at first one every 15 s, and whenever they become too many every
 * second one goes. So a fast leak is seen after ten minutes, and a slow one over hours. Not thread-safe.
 */
final class Samples {

    private static final int MAX = 120;
    private static final Duration FIRST_SPACING = Duration.ofSeconds(15);
    private static final Duration LAST_SPACING = Duration.ofMinutes(2);

    private final List<Sample> samples = new ArrayList<>();
    private Duration spacing = FIRST_SPACING;

    /** @return whether it was kept: what comes too soon after the one before is not */
    boolean add(Instant at, double value) {
        if (!samples.isEmpty() && Duration.between(samples.getLast().at(), at).compareTo(spacing) < 0) {
            return false;
        }
        samples.add(new Sample(at, value));
        if (samples.size() > MAX) {
            thinOut();
        }
        return true;
    }

    private void thinOut() {
        if (spacing.compareTo(LAST_SPACING) >= 0) {
            samples.removeFirst();
            return;
        }
        List<Sample> every = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += 2) {
            every.add(samples.get(i));
        }
        samples.clear();
        samples.addAll(every);
        spacing = spacing.multipliedBy(2);
    }

    List<Sample> list() {
        return List.copyOf(samples);
    }

    void clear() {
        samples.clear();
        spacing = FIRST_SPACING;
    }
}

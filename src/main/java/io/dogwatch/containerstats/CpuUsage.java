package io.dogwatch.containerstats;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The processor time that a container takes between looks that people make whenever they like. Safe for use by many
 * threads.
 */
final class CpuUsage {

    /** What was used over a longer time says little about now. */
    private static final Duration MAX_LENGTH = Duration.ofMinutes(5);

    /** As {@link Usage#cpuShareSince} asks for. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private @Nullable Usage before;
    private @Nullable Usage last;

    /** The fraction since the newest reading at least half a second old. */
    synchronized Optional<Double> share(Usage now) {
        if (last == null || !isTooSoon(last, now)) {
            before = last;
            last = now;
        }
        return since(before, now);
    }

    private static Optional<Double> since(@Nullable Usage earlier, Usage now) {
        return earlier == null || isStale(earlier, now) ? Optional.empty() : now.cpuShareSince(earlier);
    }

    private static boolean isTooSoon(Usage earlier, Usage now) {
        return Duration.between(earlier.at(), now.at()).compareTo(SHORTEST) < 0;
    }

    private static boolean isStale(Usage earlier, Usage now) {
        return Duration.between(earlier.at(), now.at()).compareTo(MAX_LENGTH) > 0;
    }
}

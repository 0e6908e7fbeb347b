package io.dogwatch.containerstats;

import io.dogwatch.model.LogRotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a container's log stands to the disk.
 *
 * @param container its name
 * @param options of the driver, as far as they are about sizes
 * @param size bytes on disk with all rotated files; empty where it cannot be seen
 * @param most bytes that it can take at most; empty where it is not bounded or not a file
 * @param written bytes that were written while it was {@code watched}; empty where they cannot be seen
 * @param watched how long it has been looked at, up to an hour
 * @param growthPerHour bytes that were written in the last hour; from less than an hour, reckoned up, and empty for the
 *     first ten minutes
 * @param free bytes left on the disk that holds it
 * @param untilFull when that disk will be full, if the log goes on growing so and nothing else does; empty where it will
 *     not, or nobody knows
 * @param isUnbounded whether it can grow for as long as the container exists
 */
public record LogGrowth(
        String container,
        String driver,
        Map<String, String> options,
        OptionalLong size,
        OptionalLong most,
        OptionalLong written,
        Duration watched,
        OptionalLong growthPerHour,
        OptionalLong free,
        Optional<Duration> untilFull,
        boolean isUnbounded) {

    /** From this size on an unbounded log is a concern: 1 GiB, a hundred times what {@link LogRotation#RUN_OPTION} lets one file take. */
    public static final long LARGE = 1L << 30;

    /** From this growth in an hour on it is a concern however small: 100 MiB, which makes 16 GiB in a week. */
    public static final long FAST = 100L << 20;

    /** So soon before its disk is full it is a concern however small and slow. */
    public static final Duration SOON = Duration.ofDays(7);

    public LogGrowth {
        options = Map.copyOf(options);
    }

    /** One sentence for people; empty if there is nothing to say. */
    public Optional<String> advice() {
        return isUnbounded
                ? Optional.of("the log of " + container + " has no size limit"
                        + (size.isPresent() ? " (now " + HumanNumbers.size((double) size.getAsLong()) + ")" : "")
                        + "; recreate the container with " + LogRotation.RUN_OPTION)
                : Optional.empty();
    }

    /** Whether somebody should bound it soon: it is unbounded, and large, fast or about to fill its disk. */
    public boolean isConcern() {
        return isUnbounded && reaches(1);
    }

    /** Whether what was a concern is one still: until it is below half of every limit. */
    public boolean isConcernStill() {
        return isUnbounded && reaches(0.5);
    }

    private boolean reaches(double share) {
        return size.orElse(0) >= LARGE * share
                || growthPerHour.orElse(0) >= FAST * share
                || untilFull
                        .filter(left -> left.toSeconds() <= SOON.toSeconds() / share)
                        .isPresent();
    }

    /** What is so about it, such as {@code takes 3.2GiB, grows by 210MiB an hour}; empty where nothing can be seen. */
    public Optional<String> standing() {
        List<String> parts = new ArrayList<>();
        size.ifPresent(bytes -> parts.add("takes " + HumanNumbers.size((double) bytes)));
        growthPerHour.ifPresent(bytes ->
                parts.add(bytes == 0 ? "does not grow" : "grows by " + HumanNumbers.size((double) bytes) + " an hour"));
        untilFull.ifPresent(left -> parts.add("fills its disk in " + HumanNumbers.time(left) + " at this rate"));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }
}

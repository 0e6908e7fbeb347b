package io.dogwatch.containerstats;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.LogRotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The size and growth of a container's log in relation to the disk.
 *
 * @param container its name
 * @param options size options of the driver
 * @param size bytes on disk with all rotated files; empty if not visible
 * @param most maximum size in bytes; empty if unlimited or not a file
 * @param written bytes written during {@code watched}; empty if not visible
 * @param watched time of observation, up to an hour
 * @param growthPerHour bytes written in the last hour; extrapolated from a shorter time, and empty for the first
 *     ten minutes
 * @param free free bytes on the disk of the log
 * @param untilFull time until that disk is full, if only this log grows, at this rate; empty if it will not be
 *     full, or this is unknown
 * @param isUnbounded whether the log can grow for as long as the container exists
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

    /** Whether a size limit is urgent: the log is unlimited, and large, fast or about to fill its disk. */
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

    /** The visible facts, such as {@code takes 3.2GiB, grows by 210MiB an hour}; empty if there are none. */
    public Optional<String> standing() {
        List<String> parts = new ArrayList<>();
        size.ifPresent(bytes -> parts.add("takes " + HumanNumbers.size((double) bytes)));
        growthPerHour.ifPresent(bytes ->
                parts.add(bytes == 0 ? "does not grow" : "grows by " + HumanNumbers.size((double) bytes) + " an hour"));
        untilFull.ifPresent(left -> parts.add("fills its disk in " + HumanDuration.of(left) + " at this rate"));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }
}

package io.dogwatch.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The resource usage of the container must stay within limits. Warns by default: a restart fixes a leak, but not a
 * full disk.
 *
 * @param lasting time for which a limit must be exceeded without a break; default 1 m. Trends and log sizes count
 *     immediately.
 */
public record ResourceCheck(Terms terms, Limits limits, Duration lasting) implements Check.Probed {

    public static final Duration DEFAULT_LASTING = Duration.ofMinutes(1);

    /**
     * What must not be exceeded; all absent by default, and at least one present.
     *
     * @param memory share of the container's memory limit, 0 to 1, counted as {@code docker stats} does (without inactive
     *     file cache); says nothing about a container without a limit
     * @param cpu share of the CPU time the container may use: of its quota, or of all the machine's cores; 0 to 1
     * @param pids share of the container's pids limit, 0 to 1
     * @param engineRestarts how often the engine's own policy may restart it within an hour
     * @param logSize bytes of its log on disk, rotated files included
     * @param logGrowth bytes its log may grow within an hour
     * @param memoryFull warns when memory, as it has been growing, will reach the limit within this time
     * @param diskFull warns when the disk that holds the log, as the log has been growing, will be full within this time
     */
    public record Limits(
            Optional<Double> memory,
            Optional<Double> cpu,
            Optional<Double> pids,
            OptionalInt engineRestarts,
            Optional<Long> logSize,
            Optional<Long> logGrowth,
            Optional<Duration> memoryFull,
            Optional<Duration> diskFull) {

        public static final Limits NONE = new Limits(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public String kind() {
        return "resource";
    }

    /** What it uses says nothing about whether it is ready. */
    @Override
    public boolean signalsReady() {
        return false;
    }

    public ResourceCheck with(Terms others) {
        return new ResourceCheck(others, limits, lasting);
    }
}

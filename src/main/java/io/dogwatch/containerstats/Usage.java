package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The resource usage of a container at one moment; absent where not visible.
 *
 * @param memory bytes in the definition of {@code docker stats}: without the inactive file cache
 * @param memoryLimit bytes; absent without a limit
 * @param cpuNanos processor time since its start, in nanoseconds
 * @param cores number of processors available to it: its quota, or all of the machine
 * @param hasQuota whether {@code cores} comes from a quota
 * @param pids processes and threads
 * @param pidsLimit absent without a limit
 */
public record Usage(
        Instant at,
        OptionalLong memory,
        OptionalLong memoryLimit,
        OptionalLong cpuNanos,
        OptionalDouble cores,
        boolean hasQuota,
        OptionalLong pids,
        OptionalLong pidsLimit) {

    /**
     * The share of its processor time that it used between an earlier reading and this one, from 0 on (short bursts
     * exceed 1); empty if they are less than half a second apart, or not of one life.
     */
    public Optional<Double> cpuShareSince(Usage earlier) {
        double seconds = Duration.between(earlier.at, at).toNanos() / 1e9;
        if (cpuNanos.isEmpty() || earlier.cpuNanos.isEmpty() || cores.isEmpty() || seconds < 0.5) {
            return Optional.empty();
        }
        long used = cpuNanos.getAsLong() - earlier.cpuNanos.getAsLong();
        return used < 0 || cores.getAsDouble() <= 0
                ? Optional.empty()
                : Optional.of(used / 1e9 / seconds / cores.getAsDouble());
    }
}

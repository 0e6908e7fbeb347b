package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a container uses, at one moment; all absent where it cannot be seen.
 *
 * @param memory bytes as {@code docker stats} counts them: without the file cache that has not been used for long
 * @param memoryLimit bytes; absent if it has none of its own
 * @param cpuNanos processor time used since its start, in nanoseconds
 * @param cores how many processors' time it may use: by its quota, or all of the machine's
 * @param hasQuota whether {@code cores} is a quota of its own
 * @param pids processes and threads
 * @param pidsLimit absent if it has none of its own
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

package io.dogwatch.web.view;

import io.dogwatch.containerstats.HumanNumbers;
import io.dogwatch.containerstats.Usage;
import io.dogwatch.model.ByteSizes;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Current resource usage of a container.
 *
 * @param memoryBytes as computed by {@code docker stats}
 * @param memoryLimitBytes absent without a container limit
 * @param cpuShare of its processor time since the previous measurement, 1 for all of it; absent at the first
 *     measurement
 * @param cpuSeconds processor time since its start
 * @param cores the available processors
 * @param coresAreQuota whether {@code cores} is a container quota and not the number of host processors
 * @param pids processes and threads
 * @param pidsLimit absent without a container limit
 * @param memory as text, such as {@code 243MiB of 512MiB (47%)}
 * @param cpu as text
 * @param processes as text
 */
public record UsageReport(
        @Nullable Long memoryBytes,
        @Nullable Long memoryLimitBytes,
        @Nullable Double cpuShare,
        @Nullable Double cpuSeconds,
        @Nullable Double cores,
        boolean coresAreQuota,
        @Nullable Long pids,
        @Nullable Long pidsLimit,
        String memory,
        String cpu,
        String processes) {

    static UsageReport of(Usage usage, Optional<Double> share) {
        return new UsageReport(
                orNull(usage.memory()),
                orNull(usage.memoryLimit()),
                share.orElse(null),
                usage.cpuNanos().isPresent() ? usage.cpuNanos().getAsLong() / 1e9 : null,
                usage.cores().isPresent() ? usage.cores().getAsDouble() : null,
                usage.hasQuota(),
                orNull(usage.pids()),
                orNull(usage.pidsLimit()),
                memory(usage),
                cpu(usage, share),
                processes(usage));
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static String memory(Usage usage) {
        if (usage.memory().isEmpty()) {
            return "unknown";
        }
        double used = usage.memory().getAsLong();
        return HumanNumbers.size(used)
                + (usage.memoryLimit().isPresent()
                        ? " of "
                                + HumanNumbers.size((double) usage.memoryLimit().getAsLong()) + " ("
                                + HumanNumbers.share(used / usage.memoryLimit().getAsLong()) + ")"
                        : ", no container limit");
    }

    private static String cpu(Usage usage, Optional<Double> share) {
        String now = share.map(part -> HumanNumbers.share(part) + " of ")
                .orElse("measured from the second request on; available: ");
        return usage.cpuNanos().isEmpty() ? "unknown" : now + cores(usage.cores(), usage.hasQuota());
    }

    private static String cores(OptionalDouble cores, boolean isQuota) {
        if (cores.isEmpty()) {
            return "the host's processors";
        }
        String number = ByteSizes.number(cores.getAsDouble());
        String processors = number + (number.equals("1") ? " processor" : " processors");
        return processors + (isQuota ? " (quota)" : " (all of the host)");
    }

    private static String processes(Usage usage) {
        if (usage.pids().isEmpty()) {
            return "unknown";
        }
        return usage.pids().getAsLong()
                + (usage.pidsLimit().isPresent() ? " of " + usage.pidsLimit().getAsLong() : ", no container limit");
    }
}

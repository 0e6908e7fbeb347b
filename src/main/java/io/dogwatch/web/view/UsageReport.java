package io.dogwatch.web.view;

import io.dogwatch.containerstats.HumanNumbers;
import io.dogwatch.containerstats.Usage;
import io.dogwatch.model.ByteSizes;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a container uses now.
 *
 * @param memoryBytes as {@code docker stats} counts them
 * @param memoryLimitBytes absent if it has none of its own
 * @param cpuShare of its processors' time since the look before, 1 for all of it; absent at the first look
 * @param cpuSeconds of processor time since its start
 * @param cores how many processors' time it may use
 * @param coresAreQuota whether that is a quota of its own, and not the machine's processors
 * @param pids processes and threads
 * @param pidsLimit absent if it has none of its own
 * @param memory for people, such as {@code 243MiB of 512MiB (47%)}; as are the next two
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

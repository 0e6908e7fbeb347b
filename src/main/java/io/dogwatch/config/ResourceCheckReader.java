package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.ResourceCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@code resource} check. */
final class ResourceCheckReader {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final long TIB = 1L << 40;

    private ResourceCheckReader() {}

    static Optional<ResourceCheck> read(Check.Terms terms, ConfigSection section) {
        ResourceCheck.Limits limits = new ResourceCheck.Limits(
                share(section, "memory"),
                share(section, "cpu"),
                share(section, "pids"),
                section.number("engineRestarts", "none", 1, 1000)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                section.largeSize("logSize", 1, TIB),
                section.largeSize("logGrowth", 1, TIB),
                section.duration("memoryFull", "none", MINUTE, YEAR),
                section.duration("diskFull", "none", MINUTE, YEAR));
        if (limits.equals(ResourceCheck.Limits.NONE)) {
            section.faultHere("requires a limit: memory, cpu, pids, engineRestarts, logSize, logGrowth,"
                    + " memoryFull or diskFull");
        }
        Duration lasting = section.duration("for", ResourceCheck.DEFAULT_LASTING, Duration.ZERO, DAY);
        return Optional.of(new ResourceCheck(terms, limits, lasting));
    }

    private static Optional<Double> share(ConfigSection section, String key) {
        return section.read(key, "none", ValueParser.share(0.01, 1));
    }
}

package io.dogwatch.containerstats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads the engine's answer to its stats call. Pure; never throws. */
final class StatsReading {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatsReading() {}

    /** @param now for an answer that does not say when it was made */
    static Optional<Usage> read(String text, Instant now, OptionalLong machineMemory) {
        try {
            JsonNode stats = JSON.readTree(text);
            JsonNode cpu = stats.path("cpu_stats");
            JsonNode memory = stats.path("memory_stats");
            // Only a container with a quota has periods. The engine does not report the quota, so the fraction is
            // unknown.
            boolean hasQuota = cpu.path("throttling_data").path("periods").asLong(0) > 0;
            int cores = cpu.path("online_cpus").asInt(0);
            return Optional.of(new Usage(
                    at(stats.path("read").asText(""), now),
                    used(memory),
                    limit(number(memory.path("limit")), machineMemory),
                    number(cpu.path("cpu_usage").path("total_usage")),
                    hasQuota || cores <= 0 ? OptionalDouble.empty() : OptionalDouble.of(cores),
                    hasQuota,
                    number(stats.path("pids_stats").path("current")),
                    limit(number(stats.path("pids_stats").path("limit")), OptionalLong.empty())));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong used(JsonNode memory) {
        OptionalLong usage = number(memory.path("usage"));
        JsonNode details = memory.path("stats");
        long idle = details.path("total_inactive_file")
                .asLong(details.path("inactive_file").asLong(0));
        return usage.isPresent() && idle > 0 && idle < usage.getAsLong()
                ? OptionalLong.of(usage.getAsLong() - idle)
                : usage;
    }

    /** Without a limit the engine puts the machine's memory, or the largest number, in its place; pids then have 0. */
    private static OptionalLong limit(OptionalLong limit, OptionalLong machineMemory) {
        return limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() < machineMemory.orElse(Long.MAX_VALUE)
                ? limit
                : OptionalLong.empty();
    }

    private static OptionalLong number(JsonNode node) {
        if (!node.isNumber()) {
            return OptionalLong.empty();
        }
        // Some fields use 2^64 - 1 for no limit.
        return OptionalLong.of(node.canConvertToLong() ? Math.max(0, node.asLong()) : Long.MAX_VALUE);
    }

    private static Instant at(String read, Instant now) {
        try {
            return Instant.parse(read);
        } catch (DateTimeException e) {
            return now;
        }
    }
}

package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.Log;
import io.dogwatch.model.ContainerSnapshot.Mount;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the engine's answer to an inspect. Never throws: a value omitted or spelled differently by an older, newer
 * or other engine counts as absent. Pure.
 *
 * <p>docker-java's model is not used: version 3.7.1 has neither the stop timeout nor the stop signal, and drops
 * the name of every log driver missing from its list.
 */
final class SnapshotReader {

    /** The engine's own, when neither container nor call says another. */
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);

    /** Also replaces -1 (wait without limit): a restart without an end would heal nothing. */
    private static final Duration MAX_STOP_TIMEOUT = Duration.ofMinutes(5);

    /** Options of log drivers may hold tokens of log services; these are about sizes and names only. */
    private static final Set<String> LOG_OPTIONS =
            Set.of("max-size", "max-file", "compress", "mode", "max-buffer-size");

    private static final Duration MAX_START_PERIOD = Duration.ofDays(1);
    private static final int MAX_START_ERROR = 500;
    private static final int MAX_HEALTH_OUTPUT = 4096;

    private SnapshotReader() {}

    static ContainerSnapshot read(JsonNode container) {
        JsonNode state = container.path("State");
        JsonNode config = container.path("Config");
        JsonNode host = container.path("HostConfig");
        ContainerStatus status = status(state);
        return new ContainerSnapshot(
                container.path("Id").asText(""),
                withoutSlash(container.path("Name").asText("")),
                config.path("Image").asText(""),
                command(container),
                time(container.path("Created")).orElse(Instant.EPOCH),
                status,
                time(state.path("StartedAt")),
                time(state.path("FinishedAt")),
                state.path("ExitCode").asInt(0),
                state.path("OOMKilled").asBoolean(false),
                state.path("Pid").asInt(0),
                health(state.path("Health"), config.path("Healthcheck")),
                restartPolicy(host.path("RestartPolicy")),
                container.path("RestartCount").asInt(0),
                stopTimeout(config.path("StopTimeout")),
                textOr(config.path("StopSignal"), "SIGTERM"),
                host.path("AutoRemove").asBoolean(false),
                config.path("Tty").asBoolean(false),
                NetworkReader.read(container),
                log(container.path("LogPath"), host.path("LogConfig")),
                texts(config.path("Labels")),
                mounts(container.path("Mounts")),
                PlainText.line(state.path("Error").asText(""), MAX_START_ERROR));
    }

    static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static ContainerStatus status(JsonNode state) {
        String word = state.path("Status").asText("").toUpperCase(Locale.ROOT);
        for (ContainerStatus status : ContainerStatus.values()) {
            if (status.name().equals(word)) {
                return status;
            }
        }
        // Other engines have additional status words (Podman: stopping, configured); the flags are the same.
        if (state.path("Paused").asBoolean(false)) {
            return ContainerStatus.PAUSED;
        }
        if (state.path("Restarting").asBoolean(false)) {
            return ContainerStatus.RESTARTING;
        }
        if (state.path("Running").asBoolean(false)) {
            return ContainerStatus.RUNNING;
        }
        if (state.path("Dead").asBoolean(false)) {
            return ContainerStatus.DEAD;
        }
        return time(state.path("StartedAt")).isPresent() ? ContainerStatus.EXITED : ContainerStatus.CREATED;
    }

    private static Health health(JsonNode health, JsonNode test) {
        HealthStatus status =
                switch (health.path("Status").asText("").toLowerCase(Locale.ROOT)) {
                    case "starting" -> HealthStatus.STARTING;
                    case "healthy" -> HealthStatus.HEALTHY;
                    case "unhealthy" -> HealthStatus.UNHEALTHY;
                    default -> HealthStatus.NONE;
                };
        if (status == HealthStatus.NONE) {
            return Health.NONE;
        }
        List<HealthProbe> log = new ArrayList<>();
        for (JsonNode probe : health.path("Log")) {
            String output = probe.path("Output").asText("");
            log.add(new HealthProbe(
                    time(probe.path("Start")).orElse(Instant.EPOCH),
                    time(probe.path("End")).orElse(Instant.EPOCH),
                    probe.path("ExitCode").asInt(0),
                    output.substring(0, Math.min(MAX_HEALTH_OUTPUT, output.length()))));
        }
        long startPeriod = Math.clamp(test.path("StartPeriod").asLong(0), 0, MAX_START_PERIOD.toNanos());
        return new Health(status, health.path("FailingStreak").asInt(0), log, Duration.ofNanos(startPeriod));
    }

    private static RestartPolicy restartPolicy(JsonNode policy) {
        return new RestartPolicy(
                textOr(policy.path("Name"), "no"),
                policy.path("MaximumRetryCount").asInt(0));
    }

    private static Duration stopTimeout(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return DEFAULT_STOP_TIMEOUT;
        }
        long value = seconds.asLong();
        return value < 0 || value > MAX_STOP_TIMEOUT.toSeconds() ? MAX_STOP_TIMEOUT : Duration.ofSeconds(value);
    }

    /** As {@code docker ps} shows it: path and arguments, those with spaces quoted. */
    static String command(JsonNode container) {
        StringBuilder command = new StringBuilder(container.path("Path").asText(""));
        for (JsonNode argument : container.path("Args")) {
            String text = argument.asText("");
            command.append(' ').append(text.contains(" ") ? "'" + text + "'" : text);
        }
        return command.toString();
    }

    private static Log log(JsonNode path, JsonNode config) {
        Map<String, String> options = texts(config.path("Config"));
        options.keySet().retainAll(LOG_OPTIONS);
        return new Log(config.path("Type").asText(""), path.asText(""), options);
    }

    private static List<Mount> mounts(JsonNode mounts) {
        List<Mount> read = new ArrayList<>();
        for (JsonNode mount : mounts) {
            read.add(new Mount(
                    mount.path("Type").asText(""),
                    mount.path("Source").asText(""),
                    mount.path("Destination").asText("")));
        }
        // The engine lists them in no order, and an inspect that says the same must be the same.
        read.sort(Comparator.comparing(Mount::destination));
        return read;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
        return texts;
    }

    private static String textOr(JsonNode node, String absent) {
        String text = node.isTextual() ? node.asText() : "";
        return text.isEmpty() ? absent : text;
    }

    /** The engine writes the year 1 for never; the health log's times have the zone of the engine's machine. */
    static Optional<Instant> time(JsonNode node) {
        String text = node.asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return time.getYear() <= 1 ? Optional.empty() : Optional.of(time.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

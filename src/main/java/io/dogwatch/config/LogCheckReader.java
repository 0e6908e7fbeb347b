package io.dogwatch.config;

import io.dogwatch.model.LogCheck;
import io.dogwatch.model.LogCheck.Marker;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads a {@code log} check. */
final class LogCheckReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private enum Source {
        AUTO,
        ENGINE
    }

    private LogCheckReader() {}

    static LogCheck read(String name, ConfigSection section) {
        LogCheck.Stream stream = section.choice("stream", LogCheck.Stream.BOTH);
        List<Marker> markers = new ArrayList<>();
        failures(section, stream, markers);
        heartbeats(section, stream, markers);
        plain(section, "ready", stream, Marker.Ready::new, markers);
        plain(section, "recovery", stream, Marker.Recovery::new, markers);
        if (!section.has("failure") && !section.has("heartbeat") && !section.has("ready")) {
            section.faultHere("requires a failure, heartbeat or ready marker");
        } else if (section.has("recovery") && !section.has("failure")) {
            section.fault("recovery", "requires a failure marker");
        }
        Optional<String> eventStart = section.pattern("eventStart");
        Duration clearAfter = section.duration("clearAfter", LogCheck.DEFAULT_CLEAR_AFTER, SECOND, DAY);
        return new LogCheck(
                name,
                ThresholdsReader.read(section, Thresholds.CERTAIN),
                source(section),
                markers,
                eventStart,
                clearAfter);
    }

    private static LogCheck.Source source(ConfigSection section) {
        Source source = section.choice("source", Source.AUTO);
        Optional<String> file = section.text("file", "none", "a path in a volume, as the container sees it");
        if (file.isPresent()) {
            boolean isPath = file.get().startsWith("/")
                    && file.get().chars().allMatch(c -> c >= ' ' && c != 127)
                    && !(file.get() + "/").contains("/../");
            if (!isPath) {
                section.fault(
                        "file", "must be an absolute path without .., not " + UnknownKeyMessage.quote(file.get()));
            } else if (section.has("source")) {
                section.fault("file", "conflicts with source; use only one");
            }
            return new LogCheck.Source.InMount(file.get());
        }
        return switch (source) {
            case AUTO -> LogCheck.Source.AUTO;
            case ENGINE -> LogCheck.Source.ENGINE;
        };
    }

    private static void failures(ConfigSection section, LogCheck.Stream stream, List<Marker> markers) {
        for (ConfigSection marker : section.sections("failure", "failure marker", "pattern")) {
            Optional<String> pattern = requiredPattern(marker);
            LogCheck.Stream its = marker.choice("stream", stream);
            int count = marker.number("count", 1, 1, 100_000);
            Duration within = marker.duration("within", Duration.ofMinutes(1), SECOND, DAY);
            marker.rejectUnknown();
            pattern.ifPresent(text -> markers.add(new Marker.Failure(text, its, count, within)));
        }
    }

    private static void heartbeats(ConfigSection section, LogCheck.Stream stream, List<Marker> markers) {
        for (ConfigSection marker : section.sections("heartbeat", "heartbeat marker", "")) {
            Optional<String> pattern = requiredPattern(marker);
            LogCheck.Stream its = marker.choice("stream", stream);
            Duration least = marker.isLabel("interval") ? SECOND : Duration.ofMillis(100);
            Optional<Duration> interval = marker.duration("interval", "required", least, DAY);
            if (!marker.has("interval")) {
                marker.missing("interval", "allowed: the longest time between two matching lines, such as 1m");
            }
            marker.rejectUnknown();
            pattern.ifPresent(
                    text -> interval.ifPresent(duration -> markers.add(new Marker.Heartbeat(text, its, duration))));
        }
    }

    private static void plain(
            ConfigSection section,
            String key,
            LogCheck.Stream stream,
            BiFunction<String, LogCheck.Stream, Marker> marker,
            List<Marker> markers) {
        for (ConfigSection written : section.sections(key, key + " marker", "pattern")) {
            Optional<String> pattern = requiredPattern(written);
            LogCheck.Stream its = written.choice("stream", stream);
            written.rejectUnknown();
            pattern.ifPresent(text -> markers.add(marker.apply(text, its)));
        }
    }

    private static Optional<String> requiredPattern(ConfigSection marker) {
        if (!marker.has("pattern")) {
            marker.missing("pattern", "allowed: an RE2 pattern");
        }
        return marker.pattern("pattern", "required");
    }
}

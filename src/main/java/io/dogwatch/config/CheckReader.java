package io.dogwatch.config;

import io.dogwatch.target.Check;
import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.PlainText;
import io.dogwatch.target.Schedule;
import io.dogwatch.target.Statuses;
import io.dogwatch.target.TcpCheck;
import io.dogwatch.target.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one check of a target, of any kind. */
final class CheckReader {

    /** The kinds of check, as people write them. */
    enum Kind {
        STATE,
        HEALTH,
        HTTP,
        TCP,
        LOG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String word) {
            return List.of(values()).stream()
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        static List<String> words() {
            return List.of(values()).stream().map(Kind::word).toList();
        }
    }

    private static final String PORT = "a port inside the container, 1 to 65535";
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Defaults defaults;

    CheckReader(Defaults defaults) {
        this.defaults = defaults;
    }

    Optional<Check> read(String name, Kind kind, Section plain) {
        Section section = plain.as(kind.word() + " check");
        section.text("kind", "the check's name", String.join(", ", Kind.words()));
        Optional<Check> check =
                switch (kind) {
                    case STATE ->
                        Optional.of(new Check.StateCheck(name, ThresholdsReader.read(section, Thresholds.CERTAIN)));
                    case HEALTH ->
                        Optional.of(new Check.HealthCheck(name, ThresholdsReader.read(section, Thresholds.CERTAIN)));
                    case HTTP -> http(name, section);
                    case TCP -> tcp(name, section);
                    case LOG -> Optional.of(log(name, section));
                };
        if (kind == Kind.STATE) {
            TargetReader.successExitCodes(section);
        }
        section.rejectUnknown();
        return check;
    }

    private Optional<Check> http(String name, Section section) {
        Optional<Integer> port = port(section);
        Thresholds thresholds = ThresholdsReader.read(section, defaults.thresholds());
        Schedule schedule = schedule(section);
        String path = section.text("path", "/");
        if (!path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 127)) {
            section.fault("path", Words.quote(path) + " is not a path; it begins with / and holds no spaces");
        }
        Optional<Duration> maxLatency = section.duration("maxLatency", "none", MILLISECOND, DAY);
        if (maxLatency.isPresent() && maxLatency.get().compareTo(schedule.timeout()) >= 0) {
            section.fault(
                    "maxLatency",
                    Quantities.text(maxLatency.get()) + " is not shorter than timeout "
                            + Quantities.text(schedule.timeout()));
        }
        HttpCheck check = new HttpCheck(
                name,
                thresholds,
                schedule,
                port.orElse(1),
                scheme(section),
                method(section),
                path,
                headers(section),
                statuses(section),
                section.pattern("bodyMatches"),
                section.pattern("bodyMustNotMatch"),
                maxLatency,
                section.size("bodyLimit", HttpCheck.DEFAULT_BODY_LIMIT, 1, 1 << 20),
                section.flag("verifyCertificate", true));
        return port.map(present -> check);
    }

    private enum Scheme {
        HTTP,
        HTTPS
    }

    private static String scheme(Section section) {
        return section.choice("scheme", Scheme.HTTP).name().toLowerCase(Locale.ROOT);
    }

    /** A label may only ask in ways that change nothing. */
    private static String method(Section section) {
        List<String> allowed = section.isLabel("method")
                ? List.of("GET", "HEAD", "OPTIONS")
                : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT");
        String method = section.text("method", "GET", "GET, HEAD, OPTIONS, POST, PUT")
                .map(text -> text.toUpperCase(Locale.ROOT))
                .orElse("GET");
        if (!allowed.contains(method)) {
            section.fault("method", Words.quote(method) + " is not allowed; allowed: " + String.join(", ", allowed));
        }
        return method;
    }

    private static Map<String, String> headers(Section section) {
        Map<String, String> headers = section.words("headers", "names with texts");
        headers.forEach((name, value) -> {
            boolean isToken = name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
            boolean isSafe = value.chars().allMatch(c -> (c >= ' ' && c != 127) || c == '\t');
            if (!isToken || !isSafe) {
                section.fault(
                        "headers", Words.quote(name) + " is not a header's name, or its value has control characters");
            }
        });
        return headers;
    }

    private static Statuses statuses(Section section) {
        String standard = Statuses.SUCCESS.toString();
        Optional<String> text = section.text("status", standard, "codes such as 200-299, 301");
        try {
            return text.map(Statuses::parse).orElse(Statuses.SUCCESS);
        } catch (IllegalArgumentException e) {
            section.fault(
                    "status",
                    PlainText.line(String.valueOf(e.getMessage()), 120) + "; allowed: codes such as 200-299, 301");
            return Statuses.SUCCESS;
        }
    }

    private Optional<Check> tcp(String name, Section section) {
        Optional<Integer> port = port(section);
        List<TcpCheck.Step> steps = new ArrayList<>();
        section.sections("steps", "tcp step", "").forEach(step -> step(step).ifPresent(steps::add));
        TcpCheck check = new TcpCheck(
                name, ThresholdsReader.read(section, defaults.thresholds()), schedule(section), port.orElse(1), steps);
        return port.map(present -> check);
    }

    private static Optional<TcpCheck.Step> step(Section section) {
        Optional<TcpCheck.Step> send =
                section.text("send", "none", "text to send, as it is").map(TcpCheck.Step.Send::new);
        Optional<TcpCheck.Step> expect = section.pattern("expect").map(TcpCheck.Step.Expect::new);
        if (section.has("send") == section.has("expect")) {
            section.faultHere("a step is either send or expect");
        }
        section.rejectUnknown();
        return send.or(() -> expect);
    }

    private LogCheck log(String name, Section section) {
        LogCheck.Stream stream = section.choice("stream", LogCheck.Stream.BOTH);
        List<LogCheck.Marker> markers = new ArrayList<>();
        for (Section marker : section.sections("failure", "failure marker", "pattern")) {
            Optional<String> pattern = requiredPattern(marker);
            LogCheck.Stream its = marker.choice("stream", stream);
            int count = marker.number("count", 1, 1, 100_000);
            Duration within = marker.duration("within", Duration.ofMinutes(1), SECOND, DAY);
            marker.rejectUnknown();
            pattern.ifPresent(text -> markers.add(new LogCheck.Marker.Failure(text, its, count, within)));
        }
        for (Section marker : section.sections("heartbeat", "heartbeat marker", "")) {
            Optional<String> pattern = requiredPattern(marker);
            LogCheck.Stream its = marker.choice("stream", stream);
            Duration least = marker.isLabel("every") ? SECOND : Duration.ofMillis(100);
            Optional<Duration> every = marker.duration("every", "required", least, DAY);
            if (!marker.has("every")) {
                marker.missing("every", "how often the line must appear at least, such as 1m");
            }
            marker.rejectUnknown();
            pattern.ifPresent(text ->
                    every.ifPresent(duration -> markers.add(new LogCheck.Marker.Heartbeat(text, its, duration))));
        }
        if (!section.has("failure") && !section.has("heartbeat")) {
            section.faultHere("a log check needs a failure or a heartbeat marker");
        }
        Duration clearAfter = section.duration("clearAfter", LogCheck.DEFAULT_CLEAR_AFTER, SECOND, DAY);
        return new LogCheck(name, ThresholdsReader.read(section, Thresholds.CERTAIN), markers, clearAfter);
    }

    private static Optional<String> requiredPattern(Section marker) {
        if (!marker.has("pattern")) {
            marker.missing("pattern", "an RE2 pattern to look for");
        }
        return marker.pattern("pattern", "required");
    }

    private static Optional<Integer> port(Section section) {
        Optional<Integer> port = section.number("port", "required", 1, 65535);
        if (!section.has("port")) {
            section.missing("port", PORT);
        }
        return port;
    }

    private Schedule schedule(Section section) {
        return ScheduleReader.read(section, defaults.schedule());
    }
}

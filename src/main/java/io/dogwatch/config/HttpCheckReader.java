package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.model.Check;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.HttpStatusSet;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code http} check. */
final class HttpCheckReader {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LARGEST_BODY = 1 << 20;

    private enum Scheme {
        HTTP,
        HTTPS
    }

    private HttpCheckReader() {}

    static Optional<HttpCheck> read(Check.Terms terms, ConfigSection section) {
        Optional<Integer> port = CheckReader.port(section);
        boolean isSecured = section.choice("scheme", Scheme.HTTP) == Scheme.HTTPS;
        HttpCheck check = new HttpCheck(
                terms,
                port.orElse(1),
                TlsReader.read(section, terms.thresholds().severity(), isSecured, "scheme: https"),
                request(section),
                expectation(section, terms),
                redirects(section),
                section.read("version", "1.1", VERSION).orElse(HttpCheck.Version.HTTP_1),
                section.flag("keepAlive", false));
        if (check.keepAlive()) {
            rejectUnrepeatable(section, check);
        }
        return port.map(present -> check);
    }

    /** Where the server has closed a kept connection, it is asked once more on a new one. */
    private static void rejectUnrepeatable(ConfigSection section, HttpCheck check) {
        if (check.version() == HttpCheck.Version.HTTP_2) {
            section.fault("keepAlive", "requires version 1.1");
        }
        if (check.request().method().equals("POST")) {
            section.fault("keepAlive", "is not allowed with method POST, because a retry would send the request twice");
        }
    }

    private static final ValueParser<HttpCheck.Version> VERSION = new ValueParser<>("1.1, 2", text -> switch (text) {
        case "1.1" -> new Meaning<>(HttpCheck.Version.HTTP_1);
        case "2" -> new Meaning<>(HttpCheck.Version.HTTP_2);
        default -> new Refusal<>("unknown version " + UnknownKeyMessage.quote(text) + "; allowed: 1.1, 2");
    });

    private static HttpCheck.Request request(ConfigSection section) {
        String path = section.text("path", "/");
        if (!path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 127)) {
            section.fault(
                    "path",
                    "invalid path " + UnknownKeyMessage.quote(path) + "; must start with / and contain no spaces");
        }
        String method = method(section);
        String body = section.text("body", "none", "a text").orElse("");
        if (!body.isEmpty() && !method.equals("POST") && !method.equals("PUT")) {
            section.fault("body", "is only allowed with method POST or PUT, not with " + method);
        }
        Map<String, String> headers = headers(section);
        Optional<HttpCheck.Credentials> credentials = CredentialsReader.read(section);
        if (credentials.isPresent() && headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            section.fault("headers", "duplicate Authorization; set the header, or username or token, but not both");
        }
        return new HttpCheck.Request(method, path, headers, body, credentials);
    }

    /** A label may only ask in ways that change nothing. */
    private static String method(ConfigSection section) {
        List<String> allowed = section.isLabel("method")
                ? List.of("GET", "HEAD", "OPTIONS")
                : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT");
        String method = section.text("method", "GET", "GET, HEAD, OPTIONS, POST, PUT")
                .map(text -> text.toUpperCase(Locale.ROOT))
                .orElse("GET");
        if (!allowed.contains(method)) {
            section.fault(
                    "method",
                    "invalid method " + UnknownKeyMessage.quote(method) + "; allowed: " + String.join(", ", allowed));
        }
        return method;
    }

    private static Map<String, String> headers(ConfigSection section) {
        Map<String, String> headers = section.words("headers", "names with texts");
        headers.forEach((name, value) -> {
            boolean isToken = name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
            boolean isSafe = value.chars().allMatch(c -> (c >= ' ' && c != 127) || c == '\t');
            if (!isToken || !isSafe) {
                section.fault(
                        "headers",
                        "invalid header " + UnknownKeyMessage.quote(name)
                                + "; its name or value contains a forbidden character");
            }
        });
        return headers;
    }

    private static HttpCheck.Expectation expectation(ConfigSection section, Check.Terms terms) {
        Duration timeout = terms.schedule().timeout();
        Optional<Duration> maxLatency = section.duration("maxLatency", "none", MILLISECOND, DAY);
        if (maxLatency.isPresent() && maxLatency.get().compareTo(timeout) >= 0) {
            section.fault(
                    "maxLatency",
                    "must be less than timeout (" + Quantities.text(timeout) + "), but is "
                            + Quantities.text(maxLatency.get()));
        }
        return new HttpCheck.Expectation(
                statuses(section),
                section.pattern("bodyMatches"),
                section.pattern("bodyMustNotMatch"),
                json(section),
                maxLatency,
                section.size("bodyLimit", HttpCheck.DEFAULT_BODY_LIMIT, 1, LARGEST_BODY));
    }

    private static HttpStatusSet statuses(ConfigSection section) {
        String standard = HttpStatusSet.SUCCESS.toString();
        Optional<String> text = section.text("status", standard, "codes such as 200-299, 301");
        try {
            return text.map(HttpStatusSet::parse).orElse(HttpStatusSet.SUCCESS);
        } catch (IllegalArgumentException e) {
            section.fault(
                    "status",
                    PlainText.line(String.valueOf(e.getMessage()), 120)
                            + "; allowed: codes from 100 to 599, such as 200-299, 301");
            return HttpStatusSet.SUCCESS;
        }
    }

    private static List<HttpCheck.JsonValue> json(ConfigSection section) {
        List<HttpCheck.JsonValue> values = new ArrayList<>();
        for (ConfigSection value : section.sections("json", "json value", "")) {
            String pointer = value.text("pointer", "the whole body", "an RFC 6901 pointer, such as /status")
                    .orElse("");
            if (!pointer.isEmpty() && !pointer.startsWith("/")) {
                value.fault(
                        "pointer", "invalid JSON pointer " + UnknownKeyMessage.quote(pointer) + "; must start with /");
            }
            Optional<String> expected = value.text("equals", "required", "the expected value, such as UP");
            if (!value.has("equals")) {
                value.missing("equals", "allowed: the expected value, such as UP");
            }
            value.rejectUnknown();
            expected.ifPresent(text -> values.add(new HttpCheck.JsonValue(pointer, text)));
        }
        return values;
    }

    /** A container must not send Dogwatch to other places. */
    private static HttpCheck.Redirects redirects(ConfigSection section) {
        HttpCheck.Redirects redirects = section.choice("redirects", HttpCheck.Redirects.SAME);
        if (redirects == HttpCheck.Redirects.ANY && section.isLabel("redirects")) {
            section.fault("redirects", "\"any\" is not allowed in a label; allowed: none, same");
        }
        return redirects;
    }
}

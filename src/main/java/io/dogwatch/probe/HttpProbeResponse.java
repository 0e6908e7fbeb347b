package io.dogwatch.probe;

import com.google.re2j.Matcher;
import io.dogwatch.model.Cause;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server answered, to be held against what the check asks. Pure.
 *
 * @param body what was read of it, at most the check's body limit
 * @param whole false when the body is longer than what was read
 * @param took from the start of the attempt to the end of the answer
 */
record HttpProbeResponse(int status, String body, boolean whole, Duration took) {

    /** How much of a body a person gets to see in a detail. */
    private static final int SHOWN = 120;

    /** The first of status, body and latency that is not as asked. */
    Outcome judge(HttpCheck.Expectation expected, Patterns patterns) {
        if (!expected.statuses().contains(status)) {
            return unhealthy(Cause.UNEXPECTED_STATUS, status + " (allowed: " + expected.statuses() + ")");
        }
        if (expected.bodyMatches().isPresent()) {
            String wanted = expected.bodyMatches().get();
            if (!patterns.of(wanted).matcher(body).find()) {
                return unhealthy(Cause.UNEXPECTED_BODY, named() + " does not contain /" + wanted + "/: " + start());
            }
        }
        if (expected.bodyMustNotMatch().isPresent()) {
            String unwanted = expected.bodyMustNotMatch().get();
            Matcher matcher = patterns.of(unwanted).matcher(body);
            if (matcher.find()) {
                return unhealthy(
                        Cause.UNEXPECTED_BODY,
                        named() + " contains /" + unwanted + "/: \"" + cut(matcher.group()) + "\"");
            }
        }
        if (!expected.json().isEmpty()) {
            Optional<String> trouble = JsonBody.trouble(body, whole, expected.json());
            if (trouble.isPresent()) {
                return unhealthy(Cause.UNEXPECTED_BODY, trouble.get());
            }
        }
        if (expected.maxLatency().isPresent()
                && took.compareTo(expected.maxLatency().get()) > 0) {
            return unhealthy(
                    Cause.TOO_SLOW,
                    status + " after " + Failures.text(took) + " (allowed: "
                            + Failures.text(expected.maxLatency().get()) + ")");
        }
        return Outcome.healthy(took);
    }

    private Outcome unhealthy(Cause cause, String detail) {
        return Outcome.unhealthy(cause, detail, took);
    }

    private String named() {
        return whole ? "body" : "the part of the body read";
    }

    private String start() {
        return start(body);
    }

    static String start(String body) {
        return body.isEmpty() ? "it is empty" : "starts with \"" + cut(body) + "\"";
    }

    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}

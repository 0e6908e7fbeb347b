package io.dogwatch.probe;

import com.google.re2j.Matcher;
import io.dogwatch.model.Cause;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * A response, to be compared with the expectations of a check. Immutable.
 *
 * @param body the body as read, up to the body limit of the check
 * @param whole false if the body exceeds the limit
 * @param took the duration from the start of the attempt to the end of the response
 */
record HttpProbeResponse(int status, String body, boolean whole, Duration took) {

    /** Maximum length of a body excerpt in a failure detail. */
    private static final int SHOWN = 120;

    /** Returns the first mismatch of status, body and latency, or a healthy outcome. */
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
            Optional<String> trouble = JsonBody.firstMismatch(body, whole, expected.json());
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

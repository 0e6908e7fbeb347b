package io.dogwatch.target;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request to the container must be answered as said.
 *
 * @param scheme {@code http} or {@code https}
 * @param path path and query, beginning with a slash
 * @param statuses the allowed status codes
 * @param bodyMatches a linear-time (RE2) pattern that must be found in the first {@code bodyLimit} bytes
 * @param bodyMustNotMatch a pattern that must not be found there
 * @param maxLatency a right answer that takes longer is unhealthy (too-slow)
 * @param bodyLimit how many bytes of the body are read at most; default 64 KiB
 * @param verifyCertificate whether an https certificate must be trusted and fit the name
 */
public record HttpCheck(
        String name,
        Thresholds thresholds,
        Schedule schedule,
        int port,
        String scheme,
        String method,
        String path,
        Map<String, String> headers,
        Statuses statuses,
        Optional<String> bodyMatches,
        Optional<String> bodyMustNotMatch,
        Optional<Duration> maxLatency,
        int bodyLimit,
        boolean verifyCertificate)
        implements Check.Probed {

    public static final int DEFAULT_BODY_LIMIT = 64 * 1024;

    public HttpCheck {
        headers = Map.copyOf(headers);
    }

    @Override
    public String kind() {
        return "http";
    }

    /** The check with nothing but a port said: {@code GET /}, any status from 200 to 399. */
    public static HttpCheck ofPort(String name, int port) {
        return new HttpCheck(
                name,
                Thresholds.PROBED,
                Schedule.DEFAULT,
                port,
                "http",
                "GET",
                "/",
                Map.of(),
                Statuses.SUCCESS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_BODY_LIMIT,
                true);
    }
}

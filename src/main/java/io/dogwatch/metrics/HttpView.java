package io.dogwatch.metrics;

import java.util.Map;

/**
 * A snapshot of the web server.
 *
 * @param requests answered since the start, by {@code 1xx} to {@code 5xx}
 * @param active requests in progress
 * @param connections currently open
 * @param busyThreads working threads, of {@code threads} at most
 * @param queued tasks waiting for a thread
 */
public record HttpView(
        Map<String, Long> requests, long active, int connections, int busyThreads, int threads, int queued) {

    public HttpView {
        requests = Map.copyOf(requests);
    }
}

package io.dogwatch.metrics;

import java.util.Map;

/**
 * How the web server goes, at one moment.
 *
 * @param requests answered since the start, by {@code 1xx} to {@code 5xx}
 * @param active requests under way
 * @param connections that are open
 * @param busyThreads at work, of {@code threads} at most
 * @param queued tasks that wait for a thread
 */
public record HttpView(
        Map<String, Long> requests, long active, int connections, int busyThreads, int threads, int queued) {

    public HttpView {
        requests = Map.copyOf(requests);
    }
}

package io.dogwatch.app;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Metered;
import com.codahale.metrics.MetricRegistry;
import io.dogwatch.metrics.HttpView;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The web server as metrics see it: what Dropwizard counts of each of its contexts, and what Jetty itself knows. Safe for use
 * by many threads.
 */
record WebServer(MetricRegistry counted, Server server) {

    private static final String ANSWERED = "-responses";
    private static final String ACTIVE = ".active-requests";

    HttpView view() {
        Map<String, Long> requests = new TreeMap<>();
        IntStream.rangeClosed(1, 5).forEach(digit -> requests.put(digit + "xx", 0L));
        counted.getMeters().forEach((name, meter) -> add(requests, name, meter));
        long active = counted.getCounters((name, metric) -> name.endsWith(ACTIVE)).values().stream()
                .mapToLong(Counter::getCount)
                .sum();
        int connections = 0;
        for (Connector connector : server.getConnectors()) {
            connections += connector.getConnectedEndPoints().size();
        }
        return server.getThreadPool() instanceof QueuedThreadPool pool
                ? new HttpView(
                        requests,
                        active,
                        connections,
                        pool.getUtilizedThreads(),
                        pool.getMaxThreads(),
                        pool.getQueueSize())
                : new HttpView(
                        requests, active, connections, server.getThreadPool().getThreads(), 0, 0);
    }

    /** Dropwizard names them like {@code io.dropwizard.jetty.MutableServletContextHandler.2xx-responses}. */
    private static void add(Map<String, Long> requests, String name, Metered meter) {
        if (name.endsWith(ANSWERED)) {
            String status = name.substring(name.lastIndexOf('.') + 1, name.length() - ANSWERED.length());
            requests.computeIfPresent(status, (any, before) -> before + meter.getCount());
        }
    }
}

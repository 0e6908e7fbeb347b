package io.dogwatch.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves the host names of engines, never those of containers. Thread-safe.
 *
 * <p>The resolver of the system has no deadline and blocks its thread, so lookups run on one daemon thread. Results
 * are cached for 30 seconds. Numeric addresses need no lookup.
 */
final class HostNames implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Answer(InetAddress address, long at) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ExecutorService resolver = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("host-names").factory());

    /**
     * Returns the address of a host.
     *
     * @throws UnknownHostException if the resolver does not know the name or does not answer within 2 s
     */
    InetAddress address(String host) throws UnknownHostException {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            // not numeric: look it up
        }
        Answer known = answers.get(host);
        if (known != null && System.nanoTime() - known.at < KEPT.toNanos()) {
            return known.address;
        }
        InetAddress address = ask(host);
        answers.put(host, new Answer(address, System.nanoTime()));
        return address;
    }

    private InetAddress ask(String host) throws UnknownHostException {
        Future<InetAddress> answer = resolver.submit(() -> InetAddress.getByName(host));
        try {
            return answer.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException("the name " + host + " cannot be resolved");
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnknownHostException("the name " + host + " was not resolved within 2 s");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted while resolving the name " + host);
        }
    }

    @Override
    public void close() {
        resolver.shutdownNow();
    }
}

package io.dogwatch.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries docker-java's requests to an engine over a Unix socket, or over TCP with or without TLS, by HttpClient.
 * The transports of docker-java ignore every read timeout on a Unix socket, and a frozen engine would block their
 * callers permanently (docker-java issues 852, 1726). Safe for use by many threads. Does nothing before the first
 * request.
 *
 * <p>A plain call has a deadline from its start to its last byte. A stream (events, a followed log, a wait) has a
 * deadline for its headers only. Streams and calls use separate pools, and any number of followed logs leaves the
 * calls unaffected.
 */
final class HttpClientTransport implements DockerHttpClient {

    /** The deadline that a caller set for the calls it makes on its own thread. */
    private static final ScopedValue<Duration> DEADLINE = ScopedValue.newInstance();

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int CALLS = 64;
    private static final int STREAMS = 4096;

    private final EngineAddress address;
    private final Duration requestTimeout;
    private final CloseableHttpClient calls;
    private final CloseableHttpClient streams;
    private final ScheduledThreadPoolExecutor watchdog;

    /** @throws IllegalArgumentException with one sentence for a person, if the settings do not name an allowed engine */
    HttpClientTransport(EngineSettings settings) {
        this.address = EngineAddress.of(settings);
        this.requestTimeout = settings.requestTimeout();
        ConnectionPools pools = new ConnectionPools(settings.tlsFolder().map(TlsFolder::read));
        this.calls = pools.client(CALLS);
        this.streams = pools.client(STREAMS);
        this.watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("engine-deadlines").factory());
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /** Gives the plain calls that {@code work} makes on this thread another deadline than the default. */
    static <T> T within(Duration deadline, Supplier<T> work) {
        return ScopedValue.where(DEADLINE, deadline).call(work::get);
    }

    /** @throws UncheckedIOException if there is no connection, or no answer in time */
    @Override
    public Response execute(Request request) {
        if (request.hijackedInput() != null) {
            throw new UnsupportedOperationException("attaching to a container's input is not supported");
        }
        boolean stream = isStream(request.path());
        Duration deadline = DEADLINE.orElse(requestTimeout);
        HttpUriRequestBase message = message(request, stream, deadline);
        HttpClientCall call = new HttpClientCall(message, deadline, watchdog);
        return call.open(stream ? streams : calls, address.target(), stream);
    }

    /** Whether the engine may wait without limit between the bytes of its answer. */
    static boolean isStream(String path) {
        int query = path.indexOf('?');
        String resource = query < 0 ? path : path.substring(0, query);
        return resource.endsWith("/events")
                || resource.endsWith("/wait")
                || (resource.endsWith("/stats") && !isSet(path, query, "stream=false", "stream=0"))
                || (resource.endsWith("/logs") && isSet(path, query, "follow=true", "follow=1"));
    }

    private static boolean isSet(String path, int query, String... parameters) {
        for (String given : (query < 0 ? "" : path.substring(query + 1)).split("&")) {
            for (String parameter : parameters) {
                if (given.equals(parameter)) {
                    return true;
                }
            }
        }
        return false;
    }

    private HttpUriRequestBase message(Request request, boolean stream, Duration deadline) {
        HttpUriRequestBase message = new HttpUriRequestBase(
                request.method(), URI.create(address.target().toURI() + address.prefix() + request.path()));
        request.headers().forEach(message::setHeader);
        InputStream body = request.body();
        byte[] bytes = request.bodyBytes();
        if (bytes != null) {
            message.setEntity(new ByteArrayEntity(bytes, ContentType.APPLICATION_JSON));
        } else if (body != null) {
            message.setEntity(new InputStreamEntity(body, ContentType.APPLICATION_OCTET_STREAM));
        }
        RequestConfig.Builder config = RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(deadline.compareTo(LEASE) < 0 ? deadline : LEASE))
                .setResponseTimeout(stream ? Timeout.DISABLED : timeout(deadline));
        address.socket().ifPresent(config::setUnixDomainSocket);
        message.setConfig(config.build());
        return message;
    }

    static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }

    /** Cuts all connections immediately; calls in progress fail. */
    @Override
    public void close() throws IOException {
        watchdog.shutdownNow();
        calls.close(CloseMode.IMMEDIATE);
        streams.close(CloseMode.IMMEDIATE);
    }
}

package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks one engine: agrees upon a version of the API with it, keeps deadlines, and turns every failure into an
 * {@link EngineException}. Safe for use by many threads.
 */
final class EngineRequests implements AutoCloseable {

    /** The engine's own form of ids and names. Nothing else gets into a path. */
    private static final Pattern REFERENCE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private static final int MAX_ERROR_BODY = 8 * 1024;

    /** What to do with the body of an answer. */
    interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    private final EngineSettings settings;
    private final URI endpoint;
    private final HttpClientTransport transport;
    private volatile @Nullable EngineSession session;

    /** @throws IllegalArgumentException with one sentence for a person, if the settings do not name an allowed engine */
    EngineRequests(EngineSettings settings) {
        this.settings = settings;
        this.transport = new HttpClientTransport(settings);
        this.endpoint = URI.create(settings.endpoint());
    }

    /** Works within the default deadline. */
    <T> T call(String what, Function<EngineSession, T> work) {
        return call(what, settings.requestTimeout(), work);
    }

    /** @param what the call, for people */
    <T> T call(String what, Duration deadline, Function<EngineSession, T> work) {
        return attempt(what, deadline, () -> work.apply(agreed()));
    }

    /** As {@link #call}, but needs no agreed version. */
    <T> T attempt(String what, Duration deadline, Supplier<T> work) {
        try {
            return HttpClientTransport.within(deadline, work);
        } catch (RuntimeException e) {
            EngineException failure = EngineFailures.of(what, e);
            switch (failure.kind()) {
                // The engine may have been replaced by one that speaks another version.
                case UNREACHABLE, REJECTED -> forgetSession();
                case NOT_FOUND, CONFLICT, ENGINE_FAULT -> {}
            }
            throw failure;
        }
    }

    /**
     * Two threads may negotiate at the same time and get the same answer. This is cheaper than a lock held while
     * waiting for an engine.
     */
    private EngineSession agreed() {
        EngineSession agreed = session;
        if (agreed == null) {
            agreed = HttpClientTransport.within(
                    settings.requestTimeout(), () -> EngineSession.negotiate(endpoint, transport));
            session = agreed;
        }
        return agreed;
    }

    /** Makes the next call negotiate the version again. */
    void forgetSession() {
        session = null;
    }

    <T> T get(String what, String path, BodyReader<T> reader) {
        try (DockerHttpClient.Response response = open(what, path)) {
            return reader.read(response.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T post(String what, String path, JsonNode order, BodyReader<T> reader) {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path(path)
                .bodyBytes(order.toString().getBytes(StandardCharsets.UTF_8))
                .build();
        try (DockerHttpClient.Response response = open(what, request)) {
            return reader.read(response.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer, once its headers are there and say that all is well. The caller closes it. */
    DockerHttpClient.Response open(String what, String path) {
        return open(
                what,
                DockerHttpClient.Request.builder()
                        .method(DockerHttpClient.Request.Method.GET)
                        .path(path)
                        .build());
    }

    private DockerHttpClient.Response open(String what, DockerHttpClient.Request request) {
        DockerHttpClient.Response response = transport.execute(request);
        int status = response.getStatusCode();
        if (status >= 200 && status < 300) {
            return response;
        }
        try (response) {
            byte[] body = response.getBody().readNBytes(MAX_ERROR_BODY);
            throw EngineFailures.ofStatus(what, status, Utf8.decode(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isReference(String idOrName) {
        return REFERENCE.matcher(idOrName).matches();
    }

    /** @throws EngineException of kind NOT_FOUND, if no container can be called so */
    static String reference(String id) {
        if (!isReference(id)) {
            throw new EngineException(EngineException.Kind.NOT_FOUND, "not a valid container name");
        }
        return id;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.transport.DockerHttpClient;
import io.dogwatch.target.ContainerSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine, asked through docker-java where its commands say enough, and by plain requests over the same transport
 * where they do not: inspect (see {@link SnapshotReader}), one-shot stats, and the streams, for which docker-java would
 * start a platform thread each. Safe for use by many threads.
 *
 * <p>The constructor asks the engine nothing: it need not be there yet. The version of the API is agreed upon with the
 * first call, and anew after each failure to reach the engine, since another one may come back.
 */
public final class DockerJavaEngine implements Engine {

    private static final Duration PING_DEADLINE = Duration.ofSeconds(3);

    /** Over the stop timeout: after the kill the engine itself waits up to 10 + 2 s for the process to go. */
    private static final Duration RESTART_MARGIN = Duration.ofSeconds(15);

    /** The engine's own form of ids and names. Nothing else gets into a path. */
    private static final Pattern REFERENCE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private static final int MAX_ERROR_BODY = 8 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EngineSettings settings;
    private final URI endpoint;
    private final HttpClientTransport transport;
    private final Set<EngineStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EngineSession session;
    private volatile boolean closed;

    /** @throws IllegalArgumentException with one sentence for a person, if the settings do not name an allowed engine */
    public DockerJavaEngine(EngineSettings settings) {
        this.settings = settings;
        this.transport = new HttpClientTransport(settings);
        this.endpoint = URI.create(settings.endpoint());
    }

    @Override
    public String host() {
        return settings.host();
    }

    @Override
    public String endpoint() {
        return settings.endpoint();
    }

    @Override
    public void ping() {
        Duration deadline =
                settings.callDeadline().compareTo(PING_DEADLINE) < 0 ? settings.callDeadline() : PING_DEADLINE;
        attempt("ping", deadline, () -> get("ping", "/_ping", InputStream::readAllBytes));
    }

    @Override
    public EngineVersion version() {
        return call("version", EngineSession::version);
    }

    @Override
    public List<ContainerSummary> list() {
        return call(
                "list",
                agreed -> agreed.client().listContainersCmd().withShowAll(true).exec().stream()
                        .map(DockerJavaEngine::summary)
                        .toList());
    }

    private static ContainerSummary summary(Container container) {
        String[] names = container.getNames() == null ? new String[0] : container.getNames();
        String name =
                container.getId().substring(0, Math.min(12, container.getId().length()));
        for (String candidate : names) {
            // A linked container also has names of the form /other/alias.
            if (candidate.lastIndexOf('/') <= 0) {
                name = SnapshotReader.withoutSlash(candidate);
                break;
            }
        }
        return new ContainerSummary(
                container.getId(),
                name,
                container.getImage() == null ? "" : container.getImage(),
                container.getState() == null ? "" : container.getState(),
                container.getLabels() == null ? Map.of() : container.getLabels());
    }

    @Override
    public Optional<ContainerSnapshot> inspect(String idOrName) {
        if (!REFERENCE.matcher(idOrName).matches()) {
            return Optional.empty();
        }
        try {
            return call(
                    "inspect " + idOrName,
                    agreed -> get(
                            "inspect " + idOrName,
                            agreed.prefix() + "/containers/" + idOrName + "/json",
                            body -> Optional.of(SnapshotReader.read(JSON.readTree(body)))));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        String filters = JSON.valueToTree(Map.of("type", List.of("container"), "event", EventReader.ACTIONS))
                .toString();
        String query = "?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8)
                + since.map(at -> "&since=" + stamp(at)).orElse("");
        DockerHttpClient.Response response =
                call("events", agreed -> open("events", agreed.prefix() + "/events" + query));
        EngineStream stream = subscribe(response, reason -> {
            // Whoever comes back may be another engine.
            session = null;
            onEnd.accept(reason);
        });
        stream.start("engine-events-" + host(), body -> {
            try (MappingIterator<JsonNode> events =
                    JSON.readerFor(JsonNode.class).readValues(body)) {
                while (events.hasNextValue() && stream.isOpen()) {
                    EventReader.read(events.nextValue())
                            .filter(event -> stream.isOpen())
                            .ifPresent(onEvent);
                }
            }
        });
        return stream;
    }

    @Override
    public Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        String query = "&follow=true&tail=" + (tail < 0 ? "all" : tail)
                + since.map(at -> "&since=" + stamp(at)).orElse("");
        DockerHttpClient.Response response = call(
                "log of " + container.name(),
                agreed -> open("log of " + container.name(), logPath(agreed, container.id()) + query));
        EngineStream stream = subscribe(response, onEnd);
        stream.start(
                "engine-log-" + container.name(),
                body -> LogReader.read(body, container.tty(), line -> {
                    if (stream.isOpen()) {
                        onLine.accept(line);
                    }
                }));
        return stream;
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        String what = "log of " + container.name();
        return call(
                what,
                deadline,
                agreed -> get(what, logPath(agreed, container.id()) + "&tail=" + Math.max(0, lines), body -> {
                    LogTail tail = new LogTail(maxBytes);
                    LogReader.read(body, container.tty(), tail::add);
                    return tail.lines();
                }));
    }

    private static String logPath(EngineSession agreed, String id) {
        return agreed.prefix() + "/containers/" + reference(id) + "/logs?stdout=true&stderr=true&timestamps=true";
    }

    @Override
    public String top(String id, Duration deadline) {
        return call(
                "top of " + id,
                deadline,
                agreed -> ProcessTable.text(
                        agreed.client().topContainerCmd(reference(id)).exec()));
    }

    @Override
    public String stats(String id, Duration deadline) {
        return call(
                "stats of " + id,
                deadline,
                agreed -> get(
                        "stats of " + id,
                        agreed.prefix() + "/containers/" + reference(id) + "/stats?stream=false&one-shot=true",
                        body -> Utf8.decode(body.readAllBytes()).strip()));
    }

    @Override
    public void restart(String id, Duration stopTimeout) {
        // Rounded up: the engine counts in seconds, and 0 would kill at once.
        int seconds = Math.toIntExact(stopTimeout.plusNanos(999_999_999).toSeconds());
        call("restart of " + id, stopTimeout.plus(RESTART_MARGIN), agreed -> {
            agreed.client()
                    .restartContainerCmd(reference(id))
                    .withTimeout(seconds)
                    .exec();
            return true;
        });
    }

    @Override
    public void start(String id) {
        call("start of " + id, agreed -> {
            try {
                agreed.client().startContainerCmd(reference(id)).exec();
                return true;
            } catch (NotModifiedException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(EngineStream::close);
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EngineStream subscribe(DockerHttpClient.Response response, Consumer<String> onEnd) {
        EngineStream stream = new EngineStream(response, onEnd, streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    private <T> T call(String what, Function<EngineSession, T> work) {
        return call(what, settings.callDeadline(), work);
    }

    private <T> T call(String what, Duration deadline, Function<EngineSession, T> work) {
        return attempt(what, deadline, () -> work.apply(agreed()));
    }

    /** Two threads may ask at once, and get the same answer: cheaper than a lock held while waiting for an engine. */
    private EngineSession agreed() {
        EngineSession agreed = session;
        if (agreed == null) {
            agreed = HttpClientTransport.within(
                    settings.callDeadline(), () -> EngineSession.negotiate(endpoint, transport));
            session = agreed;
        }
        return agreed;
    }

    private <T> T attempt(String what, Duration deadline, java.util.function.Supplier<T> work) {
        try {
            return HttpClientTransport.within(deadline, work);
        } catch (RuntimeException e) {
            EngineException failure = EngineFailures.of(what, e);
            switch (failure.kind()) {
                // The engine may have been replaced by one that speaks another version.
                case UNREACHABLE, REJECTED -> session = null;
                case NOT_FOUND, CONFLICT, ENGINE_FAULT -> {}
            }
            throw failure;
        }
    }

    /** What to do with the body of an answer. */
    private interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    private <T> T get(String what, String path, BodyReader<T> reader) {
        try (DockerHttpClient.Response response = open(what, path)) {
            return reader.read(response.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DockerHttpClient.Response open(String what, String path) {
        DockerHttpClient.Response response = transport.execute(DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .build());
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

    private static String reference(String id) {
        if (!REFERENCE.matcher(id).matches()) {
            throw new EngineException(EngineException.Kind.NOT_FOUND, "no container can have that name");
        }
        return id;
    }

    /** Seconds and nanoseconds, as the engine takes them. */
    private static String stamp(Instant at) {
        return "%d.%09d".formatted(at.getEpochSecond(), at.getNano());
    }
}

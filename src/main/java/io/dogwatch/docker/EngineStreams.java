package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import io.dogwatch.docker.Engine.Subscription;
import io.dogwatch.model.ContainerSnapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open streams of one engine: events and followed logs. Safe for use by many threads. */
final class EngineStreams implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String host;
    private final EngineRequests requests;
    private final Set<EngineStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EngineStreams(String host, EngineRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    /** See {@link Engine#events}. */
    Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        String filters = JSON.valueToTree(Map.of("type", EventReader.TYPES, "event", EventReader.ACTIONS))
                .toString();
        String query = "?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8)
                + since.map(at -> "&since=" + stamp(at)).orElse("");
        DockerHttpClient.Response response =
                requests.call("events", agreed -> requests.open("events", agreed.prefix() + "/events" + query));
        EngineStream stream = subscribe(response, reason -> {
            // Whoever comes back may be another engine.
            requests.forgetSession();
            onEnd.accept(reason);
        });
        stream.start("engine-events-" + host, body -> {
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

    /** See {@link Engine#followLog}. */
    Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        String what = "log of " + container.name();
        String query = "&follow=true&tail=" + (tail < 0 ? "all" : tail)
                + since.map(at -> "&since=" + stamp(at)).orElse("");
        DockerHttpClient.Response response =
                requests.call(what, agreed -> requests.open(what, logPath(agreed, container.id()) + query));
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

    static String logPath(EngineSession agreed, String id) {
        return agreed.prefix() + "/containers/" + EngineRequests.reference(id)
                + "/logs?stdout=true&stderr=true&timestamps=true";
    }

    private EngineStream subscribe(DockerHttpClient.Response response, Consumer<String> onEnd) {
        EngineStream stream = new EngineStream(response, onEnd, streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    /** Seconds and nanoseconds, as the engine takes them. */
    private static String stamp(Instant at) {
        return "%d.%09d".formatted(at.getEpochSecond(), at.getNano());
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(EngineStream::close);
    }
}

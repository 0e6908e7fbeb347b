package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import io.dogwatch.model.ContainerSnapshot;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine, called through docker-java where its commands are sufficient. Plain requests over the same
 * transport are used for inspect (see {@link SnapshotReader}), one-shot stats, and streams, since docker-java
 * starts a platform thread per stream. Safe for use by many threads.
 *
 * <p>The constructor sends no request, and the engine need not exist yet. The first call negotiates the API
 * version. Each failure to reach the engine is followed by another negotiation, since another engine may come
 * back.
 */
public final class DockerJavaEngine implements Engine {

    private static final Duration PING_DEADLINE = Duration.ofSeconds(3);

    /** For a kill, and over the stop timeout: after the kill the engine itself waits up to 10 + 2 s for the process to go. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EngineSettings settings;
    private final EngineRequests requests;
    private final EngineStreams streams;
    private final EngineExecs execs;
    private final SpecFingerprints fingerprints = new SpecFingerprints();

    /** @throws IllegalArgumentException with one sentence for a person, if the settings do not name an allowed engine */
    public DockerJavaEngine(EngineSettings settings) {
        this.settings = settings;
        this.requests = new EngineRequests(settings);
        this.streams = new EngineStreams(settings.host(), requests);
        this.execs = new EngineExecs(requests);
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
                settings.requestTimeout().compareTo(PING_DEADLINE) < 0 ? settings.requestTimeout() : PING_DEADLINE;
        requests.attempt("ping", deadline, () -> requests.get("ping", "/_ping", InputStream::readAllBytes));
    }

    @Override
    public EngineVersion version() {
        return requests.call("version", EngineSession::version);
    }

    @Override
    public List<ContainerSummary> list() {
        return requests.call(
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
                container.getLabels() == null ? Map.of() : container.getLabels(),
                addresses(container.getNetworkSettings()));
    }

    private static Map<String, String> addresses(@Nullable ContainerNetworkSettings settings) {
        Map<String, String> addresses = new HashMap<>();
        if (settings != null && settings.getNetworks() != null) {
            settings.getNetworks()
                    .forEach((name, network) -> Stream.of(
                                    Optional.ofNullable(network.getIpAddress()),
                                    Optional.ofNullable(network.getGlobalIPv6Address()))
                            .flatMap(Optional::stream)
                            .filter(address -> !address.isEmpty())
                            .findFirst()
                            .ifPresent(address -> addresses.put(name, address)));
        }
        return addresses;
    }

    @Override
    public Optional<ContainerSnapshot> inspect(String idOrName) {
        return inspect(idOrName, settings.requestTimeout(), SnapshotReader::read);
    }

    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        return inspect(
                idOrName,
                deadline,
                answer -> new ContainerExamination(
                        SnapshotReader.read(answer), ContainerSpecReader.read(answer, fingerprints)));
    }

    private <T> Optional<T> inspect(String idOrName, Duration deadline, Function<JsonNode, T> reader) {
        if (!EngineRequests.isReference(idOrName)) {
            return Optional.empty();
        }
        try {
            return requests.call(
                    "inspect " + idOrName,
                    deadline,
                    agreed -> requests.get(
                            "inspect " + idOrName,
                            agreed.prefix() + "/containers/" + idOrName + "/json",
                            body -> Optional.of(reader.apply(JSON.readTree(body)))));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        return streams.events(since, onEvent, onEnd);
    }

    @Override
    public Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        return streams.followLog(container, since, tail, onLine, onEnd);
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        String what = "log of " + container.name();
        return requests.call(
                what,
                deadline,
                agreed -> requests.get(
                        what, EngineStreams.logPath(agreed, container.id()) + "&tail=" + Math.max(0, lines), body -> {
                            LogTail tail = new LogTail(maxBytes);
                            LogReader.read(body, container.tty(), tail::add);
                            return tail.lines();
                        }));
    }

    @Override
    public String top(String id, Duration deadline) {
        return requests.call(
                "top of " + id,
                deadline,
                agreed -> ProcessTable.text(agreed.client()
                        .topContainerCmd(EngineRequests.reference(id))
                        .exec()));
    }

    @Override
    public String stats(String id, Duration deadline) {
        return requests.call(
                "stats of " + id,
                deadline,
                agreed -> requests.get(
                        "stats of " + id,
                        agreed.prefix() + "/containers/" + EngineRequests.reference(id)
                                + "/stats?stream=false&one-shot=true",
                        body -> Utf8.decode(body.readAllBytes()).strip()));
    }

    @Override
    public String createExec(String id, List<String> command, String user, Duration deadline) {
        return execs.create(id, command, user, deadline);
    }

    @Override
    public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
        return execs.start(execId, outputLimit, deadline);
    }

    @Override
    public boolean isExecRunning(String execId, Duration deadline) {
        return execs.isRunning(execId, deadline);
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        act(
                "restart of " + id,
                deadline,
                agreed -> agreed.client()
                        .restartContainerCmd(EngineRequests.reference(id))
                        .withTimeout(seconds(stopTimeout))
                        .exec());
    }

    @Override
    public void kill(String id, String signal) {
        act(
                "kill of " + id,
                STOP_MARGIN,
                agreed -> agreed.client()
                        .killContainerCmd(EngineRequests.reference(id))
                        .withSignal(signal)
                        .exec());
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        act(
                "stop of " + id,
                stopTimeout.plus(STOP_MARGIN),
                agreed -> agreed.client()
                        .stopContainerCmd(EngineRequests.reference(id))
                        .withTimeout(seconds(stopTimeout))
                        .exec());
    }

    @Override
    public void start(String id) {
        act(
                "start of " + id,
                settings.requestTimeout(),
                agreed -> agreed.client()
                        .startContainerCmd(EngineRequests.reference(id))
                        .exec());
    }

    private void act(String what, Duration deadline, Consumer<EngineSession> call) {
        requests.call(what, deadline, agreed -> {
            try {
                call.accept(agreed);
                return true;
            } catch (NotModifiedException e) {
                // It is already as it should be.
                return false;
            }
        });
    }

    /** Rounded up: the engine counts in seconds, and 0 would kill immediately. */
    private static int seconds(Duration stopTimeout) {
        return Math.toIntExact(stopTimeout.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public void close() {
        streams.close();
        requests.close();
    }
}

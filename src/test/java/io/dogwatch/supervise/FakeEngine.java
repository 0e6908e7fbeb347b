package io.dogwatch.supervise;

import io.dogwatch.docker.ContainerExamination;
import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An engine in memory, with the containers that the test gives it; it tells of what happens to them as a real one does.
 * Safe for use by many threads.
 */
final class FakeEngine implements Engine {

    static final String HOST = "local";

    /** The calls that touched a container, such as {@code restart web}, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final InstantSource clock;
    private final Map<String, ContainerSnapshot> containers = new ConcurrentHashMap<>();
    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong births = new AtomicLong();
    private volatile boolean away;

    FakeEngine(InstantSource clock) {
        this.clock = clock;
    }

    /** Creates and starts a container, in silence. */
    void run(String name, String networkMode, Map<String, String> labels) {
        containers.put(
                name,
                new ContainerSnapshot(
                        id(name),
                        name,
                        "nginx:1",
                        "nginx",
                        clock.instant(),
                        ContainerStatus.RUNNING,
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        0,
                        false,
                        42,
                        ContainerSnapshot.Health.NONE,
                        ContainerSnapshot.RestartPolicy.NO,
                        0,
                        Duration.ofSeconds(10),
                        "SIGTERM",
                        false,
                        false,
                        new ContainerSnapshot.Network(networkMode, Map.of(), List.of()),
                        ContainerSnapshot.Log.DEFAULT,
                        labels));
    }

    /** Removes a container, in silence. */
    void lose(String name) {
        containers.remove(name);
    }

    static String id(String name) {
        return String.format("%064x", name.hashCode());
    }

    /** Its process ends by itself. */
    void crash(String name, int exitCode) {
        change(name, container -> with(container, ContainerStatus.EXITED, container.startedAt(), exitCode));
        tell("die", name, OptionalInt.of(exitCode));
    }

    /** Somebody else restarts it. */
    void restartByHand(String name) {
        change(name, container -> with(container, ContainerStatus.RUNNING, newLife(), 0));
        tell("start", name, OptionalInt.empty());
    }

    void goesAway() {
        away = true;
    }

    private Optional<Instant> newLife() {
        return Optional.of(clock.instant().plusNanos(births.incrementAndGet()));
    }

    private void change(String name, UnaryOperator<ContainerSnapshot> change) {
        containers.computeIfPresent(name, (ignored, container) -> change.apply(container));
    }

    private void tell(String action, String name, OptionalInt exitCode) {
        EngineEvent event = new EngineEvent(
                action, id(name), name, Optional.empty(), exitCode, OptionalInt.empty(), clock.instant());
        listeners.forEach(listener -> listener.accept(event));
    }

    private static ContainerSnapshot with(
            ContainerSnapshot from, ContainerStatus status, Optional<Instant> startedAt, int exitCode) {
        return new ContainerSnapshot(
                from.id(),
                from.name(),
                from.image(),
                from.command(),
                from.createdAt(),
                status,
                startedAt,
                from.finishedAt(),
                exitCode,
                from.oomKilled(),
                status == ContainerStatus.RUNNING ? 42 : 0,
                from.health(),
                from.restartPolicy(),
                from.engineRestartCount(),
                from.stopTimeout(),
                from.stopSignal(),
                from.autoRemove(),
                from.tty(),
                from.network(),
                from.log(),
                from.labels());
    }

    private String nameOf(String idOrName) {
        return containers.values().stream()
                .filter(container -> container.id().equals(idOrName))
                .map(ContainerSnapshot::name)
                .findFirst()
                .orElse(idOrName);
    }

    private void answer() {
        if (away) {
            throw new EngineException(EngineException.Kind.UNREACHABLE, "no response");
        }
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public String endpoint() {
        return "unix:///nowhere";
    }

    @Override
    public void ping() {
        answer();
    }

    @Override
    public EngineVersion version() {
        answer();
        return new EngineVersion("20.10", "1.41");
    }

    @Override
    public List<ContainerSummary> list() {
        answer();
        return containers.values().stream()
                .map(container -> new ContainerSummary(
                        container.id(),
                        container.name(),
                        container.image(),
                        container.status().wireName(),
                        container.labels(),
                        container.network().addresses()))
                .toList();
    }

    @Override
    public Optional<ContainerSnapshot> inspect(String idOrName) {
        answer();
        return Optional.ofNullable(containers.get(nameOf(idOrName)));
    }

    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        answer();
        return Optional.ofNullable(containers.get(nameOf(idOrName)))
                .map(container -> new ContainerExamination(container, ContainerSpec.UNKNOWN));
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        answer();
        listeners.add(onEvent);
        return () -> listeners.remove(onEvent);
    }

    @Override
    public Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        return () -> {};
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        return List.of();
    }

    @Override
    public String top(String id, Duration deadline) {
        return "PID CMD";
    }

    @Override
    public String createExec(String id, List<String> command, String user, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isExecRunning(String execId, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String stats(String id, Duration deadline) {
        return "{}";
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        answer();
        String name = nameOf(id);
        calls.add("restart " + name);
        restartByHand(name);
    }

    @Override
    public void kill(String id, String signal) {
        answer();
        calls.add("kill " + nameOf(id));
        crash(nameOf(id), 137);
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        answer();
        calls.add("stop " + nameOf(id));
        crash(nameOf(id), 143);
    }

    @Override
    public void start(String id) {
        answer();
        calls.add("start " + nameOf(id));
        restartByHand(nameOf(id));
    }

    @Override
    public void close() {}
}

package io.dogwatch.remediation;

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
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An engine with one container that does what the test says, and writes down what it was asked for. */
final class ScriptedEngine implements Engine {

    static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
    static final String ID = "c".repeat(64);

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final Deque<Supplier<Optional<ContainerSnapshot>>> answers = new ArrayDeque<>();
    private final Map<String, Runnable> reactions = new ConcurrentHashMap<>();
    volatile Duration restartDeadline = Duration.ZERO;
    private String log = "all is well";

    static ContainerSnapshot container(ContainerStatus status, Instant startedAt) {
        return container(status, startedAt, 0);
    }

    /** @param engineRestarts how often the engine's own policy has restarted it */
    static ContainerSnapshot container(ContainerStatus status, Instant startedAt, int engineRestarts) {
        return container(status, startedAt, engineRestarts, ContainerSnapshot.Network.NONE);
    }

    static ContainerSnapshot container(
            ContainerStatus status, Instant startedAt, int engineRestarts, ContainerSnapshot.Network network) {
        return new ContainerSnapshot(
                ID,
                "web",
                "nginx",
                "nginx",
                STARTED,
                status,
                Optional.of(startedAt),
                Optional.empty(),
                137,
                false,
                0,
                ContainerSnapshot.Health.NONE,
                ContainerSnapshot.RestartPolicy.NO,
                engineRestarts,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                network,
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }

    /** What is wanted of its container. */
    static Watch watch(Policy.Remedy remedy) {
        Policy policy = Policy.HEAL.toBuilder().restart(remedy).build();
        return new Watch(new TargetId("local", "web"), List.of(), policy, false, "rule 1", List.of());
    }

    /** The next inspects answer so, one after the other; the last answer stays. */
    ScriptedEngine sees(ContainerStatus status, Instant startedAt) {
        answers.add(() -> Optional.of(container(status, startedAt)));
        return this;
    }

    ScriptedEngine sees(ContainerSnapshot container) {
        answers.add(() -> Optional.of(container));
        return this;
    }

    ScriptedEngine seesNothing() {
        answers.add(Optional::empty);
        return this;
    }

    ScriptedEngine isAway() {
        answers.add(() -> {
            throw new EngineException(EngineException.Kind.UNREACHABLE, "no response");
        });
        return this;
    }

    /**
     * What happens during a call.
     *
     * @param call {@code restart}, {@code kill}, {@code stop}, {@code start}, {@code log} or {@code ping}
     */
    ScriptedEngine on(String call, Runnable reaction) {
        reactions.put(call, reaction);
        return this;
    }

    /** The call fails so. */
    ScriptedEngine fails(String call, EngineException.Kind kind, String message) {
        return on(call, () -> {
            throw new EngineException(kind, message);
        });
    }

    ScriptedEngine logs(String text) {
        log = text;
        return this;
    }

    @Override
    public synchronized Optional<ContainerSnapshot> inspect(String idOrName) {
        calls.add("inspect");
        Supplier<Optional<ContainerSnapshot>> answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        return answer.get();
    }

    /** As it was when it was made; the script is not asked. */
    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        return Optional.of(
                new ContainerExamination(container(ContainerStatus.RUNNING, STARTED), ContainerSpec.UNKNOWN));
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        restartDeadline = deadline;
        act("restart");
    }

    @Override
    public void kill(String id, String signal) {
        act("kill " + signal);
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        act("stop " + stopTimeout.toSeconds());
    }

    @Override
    public void start(String id) {
        act("start");
    }

    private void act(String call) {
        calls.add(call);
        reactions.getOrDefault(call.split(" ", 2)[0], () -> {}).run();
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        act("log");
        return List.of(new LogLine(STARTED, LogLine.Source.STDOUT, log));
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
    public String host() {
        return "local";
    }

    @Override
    public String endpoint() {
        return "unix:///nowhere";
    }

    @Override
    public void ping() {
        reactions.getOrDefault("ping", () -> {}).run();
    }

    @Override
    public EngineVersion version() {
        return new EngineVersion("20.10", "1.41");
    }

    @Override
    public List<ContainerSummary> list() {
        return List.of();
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        return () -> {};
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
    public void close() {}
}

package io.dogwatch.evidence;

import io.dogwatch.docker.ContainerExamination;
import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An engine with one container, which says of it what the test has put there; it may hang. */
final class StagedEngine implements Engine {

    static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
    static final String ID = "c".repeat(64);

    final List<String> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch end = new CountDownLatch(1);
    volatile boolean hangs;
    volatile ContainerSnapshot container = container(ContainerSnapshot.Health.NONE);
    volatile ContainerSpec makeup = ContainerSpec.UNKNOWN;
    volatile List<LogLine> log = List.of();
    volatile String top = "PID CMD\n1 nginx\n";
    volatile ExecResult exec = new ExecResult(OptionalInt.of(0), "", false);
    volatile boolean execRuns;

    static ContainerSnapshot container(ContainerSnapshot.Health health) {
        return new ContainerSnapshot(
                ID,
                "web",
                "nginx",
                "nginx",
                STARTED,
                ContainerStatus.RUNNING,
                Optional.of(STARTED),
                Optional.empty(),
                0,
                false,
                4711,
                health,
                ContainerSnapshot.RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }

    private void answer(String call) {
        asked.add(call);
        if (hangs) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        answer("examine");
        return Optional.of(new ContainerExamination(container, makeup));
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot of, int lines, int maxBytes, Duration deadline) {
        answer("log " + lines);
        return log.subList(Math.max(0, log.size() - lines), log.size());
    }

    @Override
    public String top(String id, Duration deadline) {
        answer("top");
        return top;
    }

    @Override
    public String stats(String id, Duration deadline) {
        answer("stats");
        return "{}";
    }

    @Override
    public String createExec(String id, List<String> command, String user, Duration deadline) {
        answer("exec " + String.join(" ", command));
        return "e1";
    }

    @Override
    public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
        answer("start");
        return exec;
    }

    @Override
    public boolean isExecRunning(String execId, Duration deadline) {
        return execRuns;
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
    public void ping() {}

    @Override
    public EngineVersion version() {
        return new EngineVersion("20.10", "1.41");
    }

    @Override
    public List<ContainerSummary> list() {
        return List.of();
    }

    @Override
    public Optional<ContainerSnapshot> inspect(String idOrName) {
        return Optional.of(container);
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        return () -> {};
    }

    @Override
    public Subscription followLog(
            ContainerSnapshot of, Optional<Instant> since, int tail, Consumer<LogLine> onLine, Consumer<String> onEnd) {
        return () -> {};
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void kill(String id, String signal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

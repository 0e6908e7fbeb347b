package io.dogwatch.docker;

import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Wraps an engine, and reports the duration of each call to a listener. Safe for use by many threads if the
 * wrapped engine is.
 */
public final class TimedEngine implements Engine {

    private final Engine engine;
    private final CallListener listener;

    public TimedEngine(Engine engine, CallListener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    private <T> T timed(CallKind call, Supplier<T> work) {
        long began = System.nanoTime();
        try {
            T answer = work.get();
            listener.answered(host(), call, since(began));
            return answer;
        } catch (EngineException e) {
            listener.failed(host(), call, since(began), e.kind());
            throw e;
        }
    }

    private void timed(CallKind call, Runnable work) {
        timed(call, () -> {
            work.run();
            return true;
        });
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public String host() {
        return engine.host();
    }

    @Override
    public String endpoint() {
        return engine.endpoint();
    }

    @Override
    public void ping() {
        timed(CallKind.PING, engine::ping);
    }

    @Override
    public EngineVersion version() {
        return timed(CallKind.VERSION, engine::version);
    }

    @Override
    public List<ContainerSummary> list() {
        return timed(CallKind.LIST, engine::list);
    }

    @Override
    public Optional<ContainerSnapshot> inspect(String idOrName) {
        return timed(CallKind.INSPECT, () -> engine.inspect(idOrName));
    }

    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        return timed(CallKind.INSPECT, () -> engine.examine(idOrName, deadline));
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        return timed(CallKind.EVENTS, () -> engine.events(since, onEvent, onEnd));
    }

    @Override
    public Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        return timed(CallKind.LOG, () -> engine.followLog(container, since, tail, onLine, onEnd));
    }

    @Override
    public List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        return timed(CallKind.LOG, () -> engine.logTail(container, lines, maxBytes, deadline));
    }

    @Override
    public String top(String id, Duration deadline) {
        return timed(CallKind.TOP, () -> engine.top(id, deadline));
    }

    @Override
    public String stats(String id, Duration deadline) {
        return timed(CallKind.STATS, () -> engine.stats(id, deadline));
    }

    @Override
    public String createExec(String id, List<String> command, String user, Duration deadline) {
        return timed(CallKind.EXEC, () -> engine.createExec(id, command, user, deadline));
    }

    @Override
    public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
        return timed(CallKind.EXEC, () -> engine.startExec(execId, outputLimit, deadline));
    }

    @Override
    public boolean isExecRunning(String execId, Duration deadline) {
        return timed(CallKind.EXEC, () -> engine.isExecRunning(execId, deadline));
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        timed(CallKind.RESTART, () -> engine.restart(id, stopTimeout, deadline));
    }

    @Override
    public void kill(String id, String signal) {
        timed(CallKind.KILL, () -> engine.kill(id, signal));
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        timed(CallKind.STOP, () -> engine.stop(id, stopTimeout));
    }

    @Override
    public void start(String id) {
        timed(CallKind.START, () -> engine.start(id));
    }

    @Override
    public void close() {
        engine.close();
    }
}

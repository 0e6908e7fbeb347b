package io.dogwatch.remediation;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes the call of an intent. Thread-safe. */
final class EngineAction {

    /**
     * Added to the stop timeout, and used for a kill: the engine waits 10 s for the kill and 2 s more (moby's kill.go).
     */
    static final Duration MARGIN = Duration.ofSeconds(15);

    private static final String STOP_TIMEOUT_LABEL = "autoheal.stop.timeout";
    private static final int MAX_STOP_SECONDS = 300;

    /** How much longer the connection of a restart is kept open than the caller waits. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Engine engine;

    EngineAction(Engine engine) {
        this.engine = engine;
    }

    /** Returns how long the engine itself may take for the action. */
    static Duration engineTime(Action action, ContainerSnapshot container) {
        return switch (action) {
            case RESTART -> stopTimeout(container).plus(MARGIN);
            case STOP -> container.stopTimeout().plus(MARGIN);
            case KILL_START, START -> MARGIN;
        };
    }

    /** Returns the stop timeout of a restart: the label's, at most 5 minutes, or else the container's own. */
    private static Duration stopTimeout(ContainerSnapshot container) {
        return Optional.ofNullable(container.labels().get(STOP_TIMEOUT_LABEL))
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Math.min(MAX_STOP_SECONDS, Integer.parseInt(seconds))))
                .orElse(container.stopTimeout());
    }

    /**
     * Calls the engine and waits for its answer for at most {@code timeout}. After that the call continues on its own:
     * the engine does not stop without a client, and some versions kill immediately when the connection is closed.
     */
    CallResult execute(Intent intent, ContainerSnapshot container, Duration timeout) throws InterruptedException {
        CompletableFuture<CallResult> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name(intent.action().wireName() + "-" + container.name())
                .start(() -> answer.complete(call(intent.action(), container, timeout)));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new CallResult.Pending();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CallResult call(Action action, ContainerSnapshot container, Duration timeout) {
        try {
            switch (action) {
                case RESTART -> engine.restart(container.id(), stopTimeout(container), deadline(container, timeout));
                case KILL_START -> engine.kill(container.id(), "SIGKILL");
                case STOP -> engine.stop(container.id(), container.stopTimeout());
                case START -> engine.start(container.id());
            }
            return new CallResult.Done();
        } catch (EngineException e) {
            String why = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case NOT_FOUND -> new CallResult.Refused("the container no longer exists");
                case CONFLICT ->
                    action == Action.KILL_START ? new CallResult.NotRunning() : new CallResult.Refused(why);
                case REJECTED -> new CallResult.Refused(why);
                case ENGINE_FAULT -> new CallResult.Faulted(why);
                case UNREACHABLE -> new CallResult.Lost(why);
            };
        } catch (RuntimeException e) {
            return new CallResult.Faulted(e.toString());
        }
    }

    /** Returns the deadline of the connection. It exceeds the wait, and an earlier loss is therefore a real one. */
    private static Duration deadline(ContainerSnapshot container, Duration timeout) {
        Duration engineTimeout = engineTime(Action.RESTART, container);
        return (timeout.compareTo(engineTimeout) > 0 ? timeout : engineTimeout).plus(GRACE);
    }
}

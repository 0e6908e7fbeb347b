package io.dogwatch.remediation;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the result of an intent's call by inspecting the container, and completes an interrupted action with a
 * start. Never restarts, kills or stops. Thread-safe.
 */
final class OutcomeResolver {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeResolver.class);

    /**
     * How long an exited container is left alone before it is started: during a restart, about 100 ms pass between stop
     * and start.
     */
    private static final Duration BETWEEN_STOP_AND_START = Duration.ofSeconds(5);

    /** Maximum number of starts reported as successful by the engine without an effect. */
    private static final int MAX_STARTS = 3;

    /**
     * When to stop waiting, and the result then.
     *
     * @param until from when an unchanged container is final; if absent, after the engine's time for the action has
     *     elapsed
     * @param ifUnchanged the result for an unchanged container
     * @param mayStart whether an exited container may be started
     */
    private record Terms(Optional<Instant> until, ActionResult ifUnchanged, boolean mayStart) {}

    private final Engine engine;
    private final InstantSource clock;

    OutcomeResolver(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Waits for the result of the action. The engine may still execute a call long after the client has disconnected,
     * or after the engine was frozen. An unchanged container therefore means "not done" only after the engine's full
     * time for the action, and after another response.
     *
     * @return Undetermined as soon as the engine does not respond
     */
    ActionResult resolve(Intent intent) throws InterruptedException {
        return resolve(intent, new Terms(Optional.empty(), notDone(intent), true));
    }

    /** Waits as {@link #resolve(Intent)} does, with another deadline and result. */
    ActionResult resolve(Intent intent, Instant until, ActionResult ifUnchanged) throws InterruptedException {
        return resolve(intent, new Terms(Optional.of(until), ifUnchanged, true));
    }

    /**
     * Waits as {@link #resolve(Intent)} does, but starts nothing, because the exit was not caused by the intent's call.
     */
    ActionResult resolveWithoutStart(Intent intent) throws InterruptedException {
        return resolve(intent, new Terms(Optional.empty(), notDone(intent), false));
    }

    private static ActionResult notDone(Intent intent) {
        return switch (intent.action()) {
            case RESTART -> new ActionResult.Failed("the engine did not restart it");
            case KILL_START -> new ActionResult.Failed("the kill had no effect");
            case STOP -> new ActionResult.Failed("the engine did not stop it");
            case START -> new ActionResult.Failed("the engine did not start it");
        };
    }

    private ActionResult resolve(Intent intent, Terms terms) throws InterruptedException {
        Poll poll = new Poll(intent, terms, clock.instant());
        for (long pause = 50; ; pause = Math.min(1_000, pause * 2)) {
            try {
                Optional<ActionResult> result = poll.next();
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (EngineException e) {
                return new ActionResult.Undetermined(String.valueOf(e.getMessage()));
            }
            Thread.sleep(pause);
        }
    }

    /** Inspects the container repeatedly until the result is known. Not thread-safe. */
    private final class Poll {

        private final Intent intent;
        private final Terms terms;
        private final Instant began;
        private Optional<Instant> downSince = Optional.empty();
        private int starts;

        Poll(Intent intent, Terms terms, Instant began) {
            this.intent = intent;
            this.terms = terms;
            this.began = began;
        }

        Optional<ActionResult> next() {
            Optional<ContainerSnapshot> seen =
                    engine.inspect(intent.incarnation().containerId());
            if (seen.isEmpty()) {
                return Optional.of(new ActionResult.Failed("the container no longer exists"));
            }
            return switch (intent.action()) {
                case RESTART, KILL_START, START -> checkNewIncarnation(seen.get());
                case STOP -> checkStopped(seen.get());
            };
        }

        private Optional<ActionResult> checkNewIncarnation(ContainerSnapshot container) {
            Optional<Incarnation> incarnation = container.incarnation();
            if (incarnation.isPresent() && !incarnation.get().equals(intent.incarnation())) {
                return Optional.of(new ActionResult.Restarted(incarnation.get()));
            }
            return switch (container.status()) {
                case RUNNING, RESTARTING -> unchanged(container);
                case EXITED -> down(container);
                case CREATED, PAUSED, REMOVING, DEAD -> unexpectedStatus(container);
            };
        }

        private Optional<ActionResult> checkStopped(ContainerSnapshot container) {
            return switch (container.status()) {
                case EXITED ->
                    Optional.of(new ActionResult.Stopped(container.incarnation().orElse(intent.incarnation())));
                case RUNNING, RESTARTING -> unchanged(container);
                case CREATED, PAUSED, REMOVING, DEAD -> unexpectedStatus(container);
            };
        }

        private static Optional<ActionResult> unexpectedStatus(ContainerSnapshot container) {
            return Optional.of(
                    new ActionResult.Failed("it is " + container.status().wireName()));
        }

        private Optional<ActionResult> unchanged(ContainerSnapshot container) {
            Instant until =
                    terms.until().orElseGet(() -> began.plus(EngineAction.engineTime(intent.action(), container)));
            if (clock.instant().isBefore(until)) {
                return Optional.empty();
            }
            // An unresponsive engine must not count as a hung container.
            engine.ping();
            return Optional.of(
                    container.status() == ContainerStatus.RUNNING || intent.action() == Action.STOP
                            ? terms.ifUnchanged()
                            : notDone(intent));
        }

        private Optional<ActionResult> down(ContainerSnapshot container) {
            Instant now = clock.instant();
            downSince = downSince.or(() -> Optional.of(now));
            if (now.isBefore(downSince.get().plus(BETWEEN_STOP_AND_START))) {
                return Optional.empty();
            }
            if (!terms.mayStart()) {
                return Optional.of(new ActionResult.Superseded("it had already exited before the kill"));
            }
            if (starts == MAX_STARTS) {
                return Optional.of(new ActionResult.Failed("it did not come back up"));
            }
            LOG.warn(
                    "interrupted {} resumed target={} intent={}",
                    intent.action().wireName(),
                    container.name(),
                    intent.id());
            starts++;
            downSince = Optional.empty();
            return start(container);
        }

        private Optional<ActionResult> start(ContainerSnapshot container) {
            try {
                engine.start(container.id());
                return Optional.empty();
            } catch (EngineException e) {
                if (e.kind() == EngineException.Kind.UNREACHABLE) {
                    throw e;
                }
                return Optional.of(new ActionResult.Failed(String.valueOf(e.getMessage())));
            }
        }
    }
}

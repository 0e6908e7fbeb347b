package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import java.time.Instant;
import java.util.Optional;

/** An event concerning one target or its engine. */
public sealed interface Event {

    /**
     * The engine returned the container's current state. The judge relies on these levels; other engine events only add
     * who caused a change.
     *
     * @param container empty if no container has the target's name
     */
    record Observed(Optional<ContainerSnapshot> container) implements Event {}

    /**
     * A signal was sent to the container through the engine by a person, a tool, or Dogwatch's own restart.
     *
     * @param at by the engine's clock, like {@code startedAt}; a late or replayed event says nothing about an
     *     incarnation started after it
     */
    record Signalled(String containerId, int signal, Instant at) implements Event {}

    /**
     * The engine reports that a {@code stop} has completed.
     *
     * @param at by the engine's clock
     */
    record StopConfirmed(String containerId, Instant at) implements Event {}

    /**
     * The engine reports the exit of the container's main process.
     *
     * @param at by the engine's clock
     */
    record Died(String containerId, int exitCode, Instant at) implements Event {}

    /** A probe or a stream reported a check outcome for this incarnation of the target. */
    record Probed(String check, Incarnation incarnation, Outcome outcome) implements Event {}

    /** The wake-up time requested by the last verdict has arrived. */
    record Woken() implements Event {}

    /**
     * The restart call is about to be made. Later signals may come from Dogwatch's own restart; earlier ones do not.
     */
    record RestartCalled(String intentId) implements Event {}

    /** An action has ended, as far as is known. Preceded by an {@link Observed}. */
    record ActionEnded(String intentId, ActionResult result) implements Event {}

    /** The context of the target has changed. */
    record ContextChanged(TargetContext circumstances) implements Event {}

    /**
     * A manual request. Subject to the same rules as automatic actions, except backoff, {@code restartDelay} and
     * thresholds.
     *
     * @param by the requester, for the record
     * @param why comment of the requester; may be empty
     */
    record Requested(Request request, String by, String why) implements Event {}

    /** Kinds of manual requests. */
    enum Request {
        /** Restarts the container now, unless a rule forbids it. */
        RESTART,
        /** Ends the quarantine. */
        RELEASE
    }

    /** The engine no longer responds, or its event stream was interrupted. Lasts until the next {@link Observed}. */
    record EngineLost() implements Event {}
}

package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to one target, or to the engine it lives on. */
public sealed interface Event {

    /**
     * The engine was asked, and this is what it said. The judge is driven by these levels; the other events of the
     * engine only add what a level cannot show: who wanted it.
     *
     * @param container empty when there is no container of the target's name
     */
    record Observed(Optional<ContainerSnapshot> container) implements Event {}

    /**
     * A signal was sent to the container through the engine: by a person, by a tool, or by our own restart.
     *
     * @param at by the engine's clock, as {@code startedAt} is: an event that comes late, or is replayed after a gap,
     *     says nothing about a life that began after it
     */
    record Signalled(String containerId, int signal, Instant at) implements Event {}

    /**
     * The engine says that somebody's {@code stop} has been carried out.
     *
     * @param at by the engine's clock
     */
    record StopConfirmed(String containerId, Instant at) implements Event {}

    /**
     * The container's main process ended, and the engine saw it.
     *
     * @param at by the engine's clock
     */
    record Died(String containerId, int exitCode, Instant at) implements Event {}

    /** A check was probed, or a stream told its outcome, while the target lived this incarnation. */
    record Probed(String check, Incarnation incarnation, Outcome outcome) implements Event {}

    /** The instant that the last verdict asked to be woken at has come. */
    record Woken() implements Event {}

    /** From now on signals may come from our own restart; before this, they are somebody else's. */
    record RestartCalled(String intentId) implements Event {}

    /** A remedy has come to its end, as far as can be told. An {@link Observed} has been judged just before. */
    record RemedyEnded(String intentId, ActionResult result) implements Event {}

    /** The world around the target has changed. */
    record CircumstancesChanged(TargetContext circumstances) implements Event {}

    /**
     * A person asks for something. It is granted or refused by the same rules as Dogwatch's own wishes; only backoff,
     * {@code restartDelay} and thresholds do not bind a person.
     *
     * @param by who asks, for the record
     * @param why in the person's words; may be empty
     */
    record Requested(Request request, String by, String why) implements Event {}

    /** What a person can ask for. */
    enum Request {
        /** Restart the container now, if nothing forbids it. */
        RESTART,
        /** End the quarantine. */
        RELEASE
    }

    /** The engine does not answer any more, or its event stream is cut. Ends with the next {@link Observed}. */
    record EngineLost() implements Event {}
}

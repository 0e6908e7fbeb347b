package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a target's state that must survive a crash of Dogwatch: past actions, open incident and intent, pending
 * notification.
 *
 * @param ordinal counter of incidents and intents, for unique ids
 * @param lastRunning the latest incarnation seen running
 * @param restarts when Dogwatch decided restarts, oldest first; limited to the budget's window
 * @param crashes when the engine's restart policy started the container after a crash, oldest first; limited to the
 *     crash loop's window
 * @param attempt number of restarts since the target was last healthy; determines the backoff
 * @param lastRestart when the latest restart ended, or was decided if it is in progress
 * @param quarantine set while restarts are suspended
 * @param intent the action in progress or with an unknown result
 * @param incident the open incident
 * @param futility the failure that returned after each restart, and how often
 * @param flapping whether flapping has been reported and has not ended yet
 * @param hung the incarnation whose restart hangs; it is killed, and never restarted again
 * @param stopped the latest incarnation known to have ended, and why; Dogwatch starts it only after a crash
 */
public record PersistentState(
        int ordinal,
        Optional<Incarnation> lastRunning,
        List<Instant> restarts,
        List<Instant> crashes,
        int attempt,
        Optional<Instant> lastRestart,
        Optional<Quarantine> quarantine,
        Optional<Intent> intent,
        Optional<Incident> incident,
        Optional<Futility> futility,
        boolean flapping,
        Optional<Incarnation> hung,
        Optional<Stopped> stopped) {

    /** @param containerId a container with another id is not quarantined */
    public record Quarantine(Reason reason, Instant since, Instant until, String containerId) {}

    /** @param count number of restarts decided because of this failure without a recovery in between */
    public record Futility(String check, Cause cause, int count) {

        boolean matches(Failure failure) {
            return check.equals(failure.check()) && cause == failure.cause();
        }

        Futility increment() {
            return new Futility(check, cause, count + 1);
        }

        Futility decrement() {
            return new Futility(check, cause, Math.max(0, count - 1));
        }
    }

    /**
     * @param reason STOPPED_BY_PERSON, STOPPED_BY_DOGWATCH, ALREADY_STOPPED, EXITED_UNSEEN, or CRASHED (the only one
     *     that leads to a restart)
     */
    public record Stopped(Incarnation incarnation, Reason reason) {}

    public static final PersistentState EMPTY = new PersistentState(
            0,
            Optional.empty(),
            List.of(),
            List.of(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    public PersistentState {
        restarts = List.copyOf(restarts);
        crashes = List.copyOf(crashes);
    }
}

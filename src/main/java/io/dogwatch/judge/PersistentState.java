package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a target's state that must survive a crash of Dogwatch: what was done, what is open, what is owed.
 *
 * @param ordinal counts incidents and intents, so that each gets an id of its own
 * @param lastRunning the newest incarnation that was seen to run
 * @param restarts when restarts of ours were decided, oldest first; only as far back as the budget's window
 * @param crashes when the container crashed and the engine's own policy started it again; likewise
 * @param attempt how many restarts since the target was last well; drives the backoff
 * @param lastRestart when the newest restart ended (or was decided, while it is under way)
 * @param quarantine set while nothing more is done
 * @param intent the restart that is under way or whose outcome is not known
 * @param incident the open one
 * @param futility the failure that has come back right after a restart, and how often
 * @param flapping whether it was said that it flaps, and not yet that it has ceased to
 * @param hung the incarnation whose restart hangs: it is to be killed, and never asked to restart again
 * @param stopped the newest life that is known to have ended, and why; only one that crashed is started by us
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

    /** @param containerId a container of another id is not quarantined any more */
    public record Quarantine(Reason reason, Instant since, Instant until, String containerId) {}

    /** @param count how often a restart was decided because of this same failure, with no recovery in between */
    public record Futility(String check, Cause cause, int count) {

        boolean isOf(Failure failure) {
            return check.equals(failure.check()) && cause == failure.cause();
        }

        Futility more() {
            return new Futility(check, cause, count + 1);
        }

        Futility less() {
            return new Futility(check, cause, Math.max(0, count - 1));
        }
    }

    /** @param reason STOPPED_BY_PERSON, STOPPED_BY_DOGWATCH, ALREADY_STOPPED, EXITED_UNSEEN, or CRASHED: the one that is healed */
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

package io.dogwatch.judge;

import io.dogwatch.target.Incarnation;
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
 * @param stopped the life that a person stopped, or that had ended before it was first seen: never started by us
 */
public record Ledger(
        int ordinal,
        Optional<Incarnation> lastRunning,
        List<Instant> restarts,
        List<Instant> crashes,
        int attempt,
        Optional<Instant> lastRestart,
        Optional<Quarantine> quarantine,
        Optional<Intent> intent,
        Optional<Incident> incident,
        Optional<Stopped> stopped) {

    /** @param containerId a container of another id is not quarantined any more */
    public record Quarantine(Reason reason, Instant since, Instant until, String containerId) {}

    /** @param reason STOPPED_BY_PERSON, FOUND_STOPPED or EXITED_UNSEEN */
    public record Stopped(Incarnation incarnation, Reason reason) {}

    public static final Ledger EMPTY = new Ledger(
            0,
            Optional.empty(),
            List.of(),
            List.of(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Ledger {
        restarts = List.copyOf(restarts);
        crashes = List.copyOf(crashes);
    }
}

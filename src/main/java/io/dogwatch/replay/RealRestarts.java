package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.HistoryEvent;
import io.dogwatch.journal.PastRestart;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the real restarts of one target came to, put together from its history and its incidents. */
final class RealRestarts {

    /** Two decisions within this distance are the same one: the real loop wakes slightly late. */
    static final Duration SAME = Duration.ofSeconds(2);

    private static final Duration USUAL = Duration.ofSeconds(1);

    private final Recording recording;
    private final List<RealRestart> restarts = new ArrayList<>();

    RealRestarts(Recording recording) {
        this.recording = recording;
        for (HistoryEntry entry : recording.entries()) {
            if (entry.what() instanceof HistoryEvent.Told(Event event)
                    && event instanceof Event.ActionEnded(var id, var result)) {
                add(id, entry.firstAt(), RealRestart.lifeOf(result));
            }
        }
    }

    private void add(String id, Instant endedAt, Optional<Incarnation> life) {
        // A restart with an initially unknown end has a second one.
        restarts.removeIf(one -> one.id().equals(id));
        Optional<PastRestart> decided =
                recording.restarts().stream().filter(one -> one.id().equals(id)).findFirst();
        Optional<Incident> incident = decided.flatMap(one -> recording.incidents().stream()
                .filter(other -> other.id().equals(one.incidentId()))
                .findFirst());
        Instant decidedAt = decided.map(PastRestart::decidedAt).orElse(endedAt);
        restarts.add(new RealRestart(
                id,
                incident.map(Incident::failingSince).orElse(decidedAt),
                decidedAt,
                endedAt,
                life,
                incident.filter(one -> recoveredBy(one, id))
                        .flatMap(one -> life.map(begun -> firstSign(begun, endedAt)))));
    }

    private boolean recoveredBy(Incident incident, String restart) {
        Optional<String> last = recording.restarts().stream()
                .filter(one ->
                        one.incidentId().equals(incident.id()) && one.result().equals("restarted"))
                .map(PastRestart::id)
                .reduce((earlier, later) -> later);
        return incident.outcome().equals(Optional.of(Reason.RECOVERED)) && last.equals(Optional.of(restart));
    }

    private Instant firstSign(Incarnation life, Instant endedAt) {
        return recording.entries().stream()
                .filter(entry -> entry.what() instanceof HistoryEvent.Told(Event event)
                        && event instanceof Event.Probed probed
                        && probed.incarnation().equals(life)
                        && probed.outcome() instanceof Outcome.Healthy)
                .map(HistoryEntry::firstAt)
                .findFirst()
                .orElse(endedAt);
    }

    Optional<RealRestart> byId(String id) {
        return restarts.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** One that began a new life, and was under way at this moment. */
    Optional<RealRestart> underWay(Instant at) {
        return restarts.stream()
                .filter(one -> one.incarnation().isPresent() && one.isUnderWay(at))
                .findFirst();
    }

    /** Whether an engine event of this moment may come from one of our restarts; some events arrive slightly late. */
    boolean mayBeOurs(Instant at) {
        return restarts.stream().anyMatch(one -> one.isUnderWay(at) || one.isUnderWay(at.minus(SAME)));
    }

    /** A real restart decided at about this moment. */
    Optional<RealRestart> decidedAt(Instant at) {
        return restarts.stream()
                .filter(one -> one.isUnderWay(at)
                        || (!one.decidedAt().isBefore(at) && !one.decidedAt().isAfter(at.plus(SAME))))
                .findFirst();
    }

    /** The real restart that ended the failure of this moment. */
    Optional<RealRestart> laterRecovery(Instant at) {
        return restarts.stream()
                .filter(one -> one.recoveredAt().isPresent()
                        && one.decidedAt().isAfter(at)
                        && !one.failingSince().isAfter(at))
                .findFirst();
    }

    boolean began(Incarnation life) {
        return restarts.stream().anyMatch(one -> one.incarnation().equals(Optional.of(life)));
    }

    /** How long a restart of this container takes. */
    Duration usuallyTakes() {
        return restarts.isEmpty() ? USUAL : restarts.getLast().took();
    }
}

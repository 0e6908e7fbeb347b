package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import java.time.Instant;
import java.util.Optional;

/** Opens and closes incidents, and writes the notices about them. */
final class IncidentTracker {

    private IncidentTracker() {}

    /** A new id, unique for ever: host, name and a number that the ledger never gives twice. */
    static String id(Evaluation draft, String letter) {
        return draft.watch.target().host() + "." + draft.watch.target().name() + "." + letter + draft.ordinal;
    }

    /** The opening's announcement has number 0, whatever else the same verdict has to say. */
    static Incident open(Evaluation draft, Failure failure) {
        draft.ordinal++;
        return new Incident(
                id(draft, ""),
                draft.watch.target(),
                draft.container.map(ContainerSnapshot::image).orElse(""),
                draft.policy().team().orElse(""),
                draft.container.map(ContainerSnapshot::project).orElse(""),
                draft.failingSince.orElse(draft.now),
                draft.now,
                failure,
                draft.severity(failure),
                draft.circumstances.children(),
                0,
                draft.mayAct(),
                false,
                speaks(draft) ? 1 : 0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Puts the announcement before whatever was decided about the incident since {@code at}. */
    static void announceOpening(Evaluation draft, int at) {
        boolean acts = draft.decisions.stream().skip(at).anyMatch(Decision.Act.class::isInstance);
        Incident incident = draft.incident.orElseThrow();
        int place = at;
        if (speaks(draft)) {
            draft.decisions.add(
                    place++, new Decision.Notify(new Notice(Notice.Kind.OPENED, incident, 0, NextStepText.of(draft))));
        }
        draft.decisions.add(at, new Decision.OpenIncident(incident));
        if (!acts) {
            draft.decisions.add(place + 1, new Decision.GatherEvidence(incident));
        }
    }

    /**
     * A restart has not helped, or nothing more is tried: what can be seen then is evidence too. Where another action follows
     * at once, that brings its own.
     *
     * @param at what was decided since
     */
    static void gatherEvidenceAfterFailedRecovery(Evaluation draft, int at, boolean hadGivenUp) {
        Incident incident = draft.incident.orElseThrow();
        boolean acts = draft.decisions.stream().skip(at).anyMatch(Decision.Act.class::isInstance);
        boolean givesUp = incident.givenUp() && !hadGivenUp;
        boolean hasNotHelped = incident.restarts() > 0 && draft.attempt > 0 && draft.beginsToFail();
        if (!acts && (givesUp || hasNotHelped)) {
            draft.decisions.add(new Decision.GatherEvidence(incident));
        }
    }

    /** Whether people are told of what begins now. */
    private static boolean speaks(Evaluation draft) {
        return draft.policy().announce() && !draft.circumstances.muted();
    }

    /**
     * What opened or changed while nobody was to be told, and still holds now that the silence is over. An opening is told
     * before whatever was decided since {@code at}, and in the knowledge of it.
     */
    static void notifyMuted(Evaluation draft, int at) {
        if (draft.incident.isEmpty() || !speaks(draft)) {
            return;
        }
        Incident open = draft.incident.get();
        Optional<Notice.Kind> late = open.notices() == 0
                ? Optional.of(Notice.Kind.OPENED)
                : open.pendingNotice().filter(kind -> holds(draft, kind));
        draft.incident = Optional.of(open.withoutPendingNotice());
        late.ifPresent(kind -> {
            notify(draft, kind, open.notices(), kind == Notice.Kind.OPENED ? at : draft.decisions.size());
            draft.incident = draft.incident.map(Incident::withNotice);
        });
        if (!draft.incident.get().equals(open)) {
            draft.decisions.add(new Decision.UpdateIncident(draft.incident.get()));
        }
    }

    private static boolean holds(Evaluation draft, Notice.Kind kind) {
        return kind == Notice.Kind.QUARANTINED
                ? draft.quarantine.isPresent()
                : kind != Notice.Kind.FLAPPING || draft.flapping;
    }

    /** Whether what was only a warning has now become a failure. */
    static boolean escalates(Evaluation draft, Failure failure) {
        return draft.severity(failure) == Severity.CRITICAL
                && draft.incident.orElseThrow().severity() == Severity.WARN;
    }

    /** Makes the incident a critical one, and keeps a number for the notice that says so. */
    static void escalate(Evaluation draft, Failure failure) {
        Incident worse = draft.incident.orElseThrow().escalated(failure);
        boolean known = worse.notices() > 0;
        if (known && draft.circumstances.muted()) {
            worse = worse.withPendingNotice(Notice.Kind.ESCALATED);
        } else if (known) {
            worse = worse.withNotice();
        }
        draft.incident = Optional.of(worse);
    }

    /** Puts the word of it before whatever was decided since {@code at}. */
    static void announceEscalation(Evaluation draft, int sequence, int at) {
        if (sequence > 0 && !draft.circumstances.muted()) {
            notify(draft, Notice.Kind.ESCALATED, sequence, at);
        }
        draft.decisions.add(new Decision.UpdateIncident(draft.incident.orElseThrow()));
    }

    /** Restarting does not help: stop, and ask a person; again only after a person has released it. */
    static void quarantine(Evaluation draft, Reason reason) {
        Policy.Budget budget = draft.policy().budget();
        Instant until = draft.now.plus(budget.quarantine());
        if (draft.restarts.size() >= budget.restarts()) {
            // A release within the window must not grant more than the window does.
            Instant granted = draft.restarts
                    .get(draft.restarts.size() - budget.restarts())
                    .plus(budget.window())
                    .plusMillis(1);
            until = until.isAfter(granted) ? until : granted;
        }
        String containerId = draft.container.map(ContainerSnapshot::id).orElse("");
        draft.quarantine = Optional.of(new PersistentState.Quarantine(reason, draft.now, until, containerId));
        draft.phase = Phase.QUARANTINED;
        draft.reason = reason;
        draft.wakeAt(until);
        if (!draft.incident.orElseThrow().givenUp()) {
            draft.incident = draft.incident.map(Incident::withGivenUp);
            notify(draft, Notice.Kind.QUARANTINED);
        }
        draft.decisions.add(new Decision.UpdateIncident(draft.incident.orElseThrow()));
    }

    static void close(Evaluation draft, Reason outcome) {
        draft.incident = Optional.of(draft.incident.orElseThrow().closed(draft.now, outcome));
        notify(draft, Notice.Kind.CLOSED);
        draft.decisions.add(new Decision.CloseIncident(draft.incident.orElseThrow()));
        draft.incident = Optional.empty();
        draft.futility = Optional.empty();
    }

    /** The open incident has begun to flap: said once, and then nothing until it holds still. */
    static void notifyFlapping(Evaluation draft) {
        notify(draft, Notice.Kind.FLAPPING);
    }

    /** Whoever was told of the opening is told of the rest: of the end at once, of all else when no silence is on. */
    private static void notify(Evaluation draft, Notice.Kind kind) {
        int sequence = draft.incident.orElseThrow().notices();
        if (sequence > 0 && kind != Notice.Kind.CLOSED && draft.circumstances.muted()) {
            draft.incident = draft.incident.map(open -> open.withPendingNotice(kind));
        } else if (sequence > 0) {
            notify(draft, kind, sequence, draft.decisions.size());
            draft.incident = draft.incident.map(open -> open.withNotice().told(kind));
        }
    }

    private static void notify(Evaluation draft, Notice.Kind kind, int sequence, int at) {
        Notice notice = new Notice(kind, draft.incident.orElseThrow(), sequence, NextStepText.of(draft));
        draft.decisions.add(at, new Decision.Notify(notice));
    }
}

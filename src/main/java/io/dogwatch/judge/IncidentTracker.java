package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import java.time.Instant;
import java.util.Optional;

/** Opens and closes incidents, and creates their notifications. */
final class IncidentTracker {

    private IncidentTracker() {}

    /** Returns a permanently unique id: host, name and the current ordinal, which the ledger never reuses. */
    static String id(Evaluation draft, String letter) {
        return draft.watch.target().host() + "." + draft.watch.target().name() + "." + letter + draft.ordinal;
    }

    /** Opens an incident. The opening notification has number 0, before any other notification of the same verdict. */
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

    /** Inserts the opening notification before the decisions made about the incident since {@code at}. */
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
     * Gathers evidence after an ineffective restart or a quarantine, unless another action follows immediately and
     * gathers its own.
     *
     * @param at index of the first decision to consider
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

    /** Returns whether a new incident is reported now. */
    private static boolean speaks(Evaluation draft) {
        return draft.policy().announce() && !draft.circumstances.muted();
    }

    /**
     * Sends the notifications muted by a silence that still apply after its end. Inserts an opening before the
     * decisions made since {@code at}, and takes them into account.
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

    /** Returns whether a warning has become a critical failure. */
    static boolean escalates(Evaluation draft, Failure failure) {
        return draft.severity(failure) == Severity.CRITICAL
                && draft.incident.orElseThrow().severity() == Severity.WARN;
    }

    /** Escalates the incident to critical, and reserves a number for the notification. */
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

    /** Inserts the escalation notification before the decisions made since {@code at}. */
    static void announceEscalation(Evaluation draft, int sequence, int at) {
        if (sequence > 0 && !draft.circumstances.muted()) {
            notify(draft, Notice.Kind.ESCALATED, sequence, at);
        }
        draft.decisions.add(new Decision.UpdateIncident(draft.incident.orElseThrow()));
    }

    /**
     * Stops restarting the target because restarts are ineffective, and requests manual investigation. Restarts resume
     * at the end of the quarantine or on a manual release.
     */
    static void quarantine(Evaluation draft, Reason reason) {
        Policy.Budget budget = draft.policy().budget();
        Instant until = draft.now.plus(budget.quarantine());
        if (draft.restarts.size() >= budget.restarts()) {
            // A release within the window must not grant more restarts than the window allows.
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

    /** Reports once that the open incident is flapping; further notifications follow when it is stable. */
    static void notifyFlapping(Evaluation draft) {
        notify(draft, Notice.Kind.FLAPPING);
    }

    /** Sends a notification if the opening was reported: the end immediately, all other kinds after any silence. */
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

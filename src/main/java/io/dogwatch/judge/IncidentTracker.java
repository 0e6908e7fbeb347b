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
    static String id(Evaluation eval, String letter) {
        return eval.watch.target().host() + "." + eval.watch.target().name() + "." + letter + eval.ordinal;
    }

    /** Opens an incident. The opening notification has number 0, before any other notification of the same verdict. */
    static Incident open(Evaluation eval, Failure failure) {
        eval.ordinal++;
        return new Incident(
                id(eval, ""),
                eval.watch.target(),
                eval.container.map(ContainerSnapshot::image).orElse(""),
                eval.policy().team().orElse(""),
                eval.container.map(ContainerSnapshot::project).orElse(""),
                eval.failingSince.orElse(eval.now),
                eval.now,
                failure,
                eval.severity(failure),
                eval.context.children(),
                0,
                eval.mayAct(),
                false,
                notifiesNow(eval) ? 1 : 0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Inserts the opening notification before the decisions made about the incident since {@code at}. */
    static void announceOpening(Evaluation eval, int at) {
        boolean acts = eval.decisions.stream().skip(at).anyMatch(Decision.Act.class::isInstance);
        Incident incident = eval.incident.orElseThrow();
        int index = at;
        if (notifiesNow(eval)) {
            eval.decisions.add(
                    index++, new Decision.Notify(new Notice(Notice.Kind.OPENED, incident, 0, NextStepText.of(eval))));
        }
        eval.decisions.add(at, new Decision.OpenIncident(incident));
        if (!acts) {
            eval.decisions.add(index + 1, new Decision.GatherEvidence(incident));
        }
    }

    /**
     * Gathers evidence after an ineffective restart or a quarantine, unless another action follows immediately and
     * gathers its own.
     *
     * @param at index of the first decision to consider
     */
    static void gatherEvidenceAfterFailedRecovery(Evaluation eval, int at, boolean hadGivenUp) {
        Incident incident = eval.incident.orElseThrow();
        boolean acts = eval.decisions.stream().skip(at).anyMatch(Decision.Act.class::isInstance);
        boolean givesUp = incident.givenUp() && !hadGivenUp;
        boolean hasNotHelped = incident.restarts() > 0 && eval.attempt > 0 && eval.startsFailing();
        if (!acts && (givesUp || hasNotHelped)) {
            eval.decisions.add(new Decision.GatherEvidence(incident));
        }
    }

    /** Returns whether a new incident is reported now. */
    private static boolean notifiesNow(Evaluation eval) {
        return eval.policy().announce() && !eval.context.muted();
    }

    /**
     * Sends the notifications muted by a silence that still apply after its end. Inserts an opening before the
     * decisions made since {@code at}, and takes them into account.
     */
    static void notifyMuted(Evaluation eval, int at) {
        if (eval.incident.isEmpty() || !notifiesNow(eval)) {
            return;
        }
        Incident open = eval.incident.get();
        Optional<Notice.Kind> pending = open.notices() == 0
                ? Optional.of(Notice.Kind.OPENED)
                : open.pendingNotice().filter(kind -> holds(eval, kind));
        eval.incident = Optional.of(open.withoutPendingNotice());
        pending.ifPresent(kind -> {
            notify(eval, kind, open.notices(), kind == Notice.Kind.OPENED ? at : eval.decisions.size());
            eval.incident = eval.incident.map(Incident::withNotice);
        });
        if (!eval.incident.get().equals(open)) {
            eval.decisions.add(new Decision.UpdateIncident(eval.incident.get()));
        }
    }

    private static boolean holds(Evaluation eval, Notice.Kind kind) {
        return kind == Notice.Kind.QUARANTINED
                ? eval.quarantine.isPresent()
                : kind != Notice.Kind.FLAPPING || eval.flapping;
    }

    /** Returns whether a warning has become a critical failure. */
    static boolean escalates(Evaluation eval, Failure failure) {
        return eval.severity(failure) == Severity.CRITICAL
                && eval.incident.orElseThrow().severity() == Severity.WARN;
    }

    /** Escalates the incident to critical, and reserves a number for the notification. */
    static void escalate(Evaluation eval, Failure failure) {
        Incident worse = eval.incident.orElseThrow().escalated(failure);
        boolean isReported = worse.notices() > 0;
        if (isReported && eval.context.muted()) {
            worse = worse.withPendingNotice(Notice.Kind.ESCALATED);
        } else if (isReported) {
            worse = worse.withNotice();
        }
        eval.incident = Optional.of(worse);
    }

    /** Inserts the escalation notification before the decisions made since {@code at}. */
    static void announceEscalation(Evaluation eval, int sequence, int at) {
        if (sequence > 0 && !eval.context.muted()) {
            notify(eval, Notice.Kind.ESCALATED, sequence, at);
        }
        eval.decisions.add(new Decision.UpdateIncident(eval.incident.orElseThrow()));
    }

    /**
     * Stops restarting the target because restarts are ineffective, and requests manual investigation. Restarts resume
     * at the end of the quarantine or on a manual release.
     */
    static void quarantine(Evaluation eval, Reason reason) {
        Policy.Budget budget = eval.policy().budget();
        Instant until = eval.now.plus(budget.quarantine());
        if (eval.restarts.size() >= budget.restarts()) {
            // A release within the window must not grant more restarts than the window allows.
            Instant granted = eval.restarts
                    .get(eval.restarts.size() - budget.restarts())
                    .plus(budget.window())
                    .plusMillis(1);
            until = until.isAfter(granted) ? until : granted;
        }
        String containerId = eval.container.map(ContainerSnapshot::id).orElse("");
        eval.quarantine = Optional.of(new PersistentState.Quarantine(reason, eval.now, until, containerId));
        eval.phase = Phase.QUARANTINED;
        eval.reason = reason;
        eval.wakeAt(until);
        if (!eval.incident.orElseThrow().givenUp()) {
            eval.incident = eval.incident.map(Incident::withGivenUp);
            notify(eval, Notice.Kind.QUARANTINED);
        }
        eval.decisions.add(new Decision.UpdateIncident(eval.incident.orElseThrow()));
    }

    static void close(Evaluation eval, Reason outcome) {
        eval.incident = Optional.of(eval.incident.orElseThrow().closed(eval.now, outcome));
        notify(eval, Notice.Kind.CLOSED);
        eval.decisions.add(new Decision.CloseIncident(eval.incident.orElseThrow()));
        eval.incident = Optional.empty();
        eval.futility = Optional.empty();
    }

    /** Reports once that the open incident is flapping; further notifications follow when it is stable. */
    static void notifyFlapping(Evaluation eval) {
        notify(eval, Notice.Kind.FLAPPING);
    }

    /** Sends a notification if the opening was reported: the end immediately, all other kinds after any silence. */
    private static void notify(Evaluation eval, Notice.Kind kind) {
        int sequence = eval.incident.orElseThrow().notices();
        if (sequence > 0 && kind != Notice.Kind.CLOSED && eval.context.muted()) {
            eval.incident = eval.incident.map(open -> open.withPendingNotice(kind));
        } else if (sequence > 0) {
            notify(eval, kind, sequence, eval.decisions.size());
            eval.incident = eval.incident.map(open -> open.withNotice().withNotified(kind));
        }
    }

    private static void notify(Evaluation eval, Notice.Kind kind, int sequence, int at) {
        Notice notice = new Notice(kind, eval.incident.orElseThrow(), sequence, NextStepText.of(eval));
        eval.decisions.add(at, new Decision.Notify(notice));
    }
}

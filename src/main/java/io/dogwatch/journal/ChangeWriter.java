package io.dogwatch.journal;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Turns one change into rows, within the transaction it is given. Holds nothing. */
final class ChangeWriter {

    private ChangeWriter() {}

    /** Whether there is anything to write; most verdicts change nothing that must be kept. */
    static boolean isWorthWriting(Change change) {
        TargetState before = change.before();
        TargetState after = change.verdict().state();
        return !change.verdict().decisions().isEmpty()
                || before.phase() != after.phase()
                || !before.ledger().equals(after.ledger());
    }

    static void write(Handle handle, Change change, ReceiverRouting lines) {
        TargetState before = change.before();
        TargetState after = change.verdict().state();
        if (before.phase() != after.phase()) {
            insertPhase(handle, change);
        }
        if (!before.ledger().equals(after.ledger())) {
            PersistentStateTable.put(handle, change.target(), after.ledger(), change.at());
        }
        for (Decision decision : change.verdict().decisions()) {
            write(handle, change.target(), change.at(), decision, lines);
        }
    }

    private static void insertPhase(Handle handle, Change change) {
        TargetState after = change.verdict().state();
        FactTable.insert(
                handle,
                new Fact(
                        0,
                        change.target(),
                        change.at(),
                        "phase",
                        change.before().phase().wireName(),
                        after.phase().wireName(),
                        after.reason().wireName(),
                        after.failure().map(Failure::line).orElse(""),
                        after.ledger().incident().map(Incident::id).orElse("")));
    }

    private static void write(Handle handle, TargetId target, Instant at, Decision decision, ReceiverRouting lines) {
        switch (decision) {
            case Decision.Act(var intent) -> {
                IntentTable.insert(handle, target, intent);
                fact(
                        handle,
                        target,
                        at,
                        "restart-decided",
                        Reason.RESTART_DECIDED.wireName(),
                        intent.why(),
                        intent.incidentId());
            }
            // These need no fact: restart-ended or the evidence itself follows.
            case Decision.FinishIntent finish -> {}
            case Decision.WithdrawIntent withdraw -> {}
            case Decision.GatherEvidence gather -> {}
            case Decision.EndIntent(var id, var result) -> endIntent(handle, target, at, id, result);
            case Decision.OpenIncident(var incident) -> {
                IncidentTable.put(handle, incident);
                Failure failure = incident.failure();
                fact(handle, target, at, "incident-opened", failure.cause().wireName(), failure.line(), incident.id());
            }
            case Decision.Refuse(var requested, var reason) ->
                fact(
                        handle,
                        target,
                        at,
                        "request-refused",
                        reason.wireName(),
                        requested.request().name().toLowerCase(Locale.ROOT) + " by " + requested.by() + ": "
                                + reason.meaning(),
                        "");
            case Decision.UpdateIncident(var incident) -> IncidentTable.put(handle, incident);
            case Decision.CloseIncident(var incident) -> {
                IncidentTable.put(handle, incident);
                String why = incident.outcome().map(Reason::wireName).orElse("");
                String meaning = incident.outcome().map(Reason::meaning).orElse("");
                fact(handle, target, at, "incident-closed", why, meaning, incident.id());
            }
            case Decision.Notify(var notice) -> {
                OutboxTable.insert(handle, notice, at, lines);
                notified(handle, target, at, notice);
            }
        }
    }

    private static void notified(Handle handle, TargetId target, Instant at, Notice notice) {
        String kind = notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        fact(
                handle,
                target,
                at,
                "notice",
                kind,
                notice.next(),
                notice.incident().id());
    }

    /** Writes a notice without a verdict. A sent notification is part of an incident's history. */
    static void enqueue(Handle handle, Notice notice, Instant at, ReceiverRouting lines) {
        boolean isNew = OutboxTable.insert(handle, notice, at, lines);
        if (isNew && (notice.kind() == Notice.Kind.UNACKNOWLEDGED || notice.kind() == Notice.Kind.REMINDER)) {
            notified(handle, notice.incident().target(), at, notice);
        }
    }

    /** Writes the first acknowledgement of an incident, sent to services with their own alarms. */
    static void acknowledge(Handle handle, Acknowledgement one, ReceiverRouting lines) {
        if (!AcknowledgementTable.insert(handle, one)) {
            return;
        }
        IncidentTable.byId(handle, one.incident()).ifPresent(incident -> {
            String detail = "by " + one.createdBy() + (one.comment().isEmpty() ? "" : ": " + one.comment());
            fact(handle, incident.target(), one.at(), "acknowledged", "", detail, incident.id());
            int sequence = Math.max(0, incident.notices() - 1);
            OutboxTable.insert(
                    handle, new Notice(Notice.Kind.ACKNOWLEDGED, incident, sequence, 1, detail), one.at(), lines);
        });
    }

    private static void endIntent(Handle handle, TargetId target, Instant at, String id, ActionResult result) {
        String incident = IntentTable.incidentOf(handle, id).orElse("");
        switch (result) {
            case ActionResult.Restarted(var incarnation) -> {
                IntentTable.end(handle, id, "restarted", at);
                fact(handle, target, at, "restart-ended", "restarted", "it lives as " + incarnation, incident);
            }
            case ActionResult.Stopped stopped -> {
                IntentTable.end(handle, id, "stopped", at);
                fact(handle, target, at, "restart-ended", "stopped", "it was stopped", incident);
            }
            case ActionResult.Hung(var why) -> {
                IntentTable.end(handle, id, "hung", at);
                fact(handle, target, at, "restart-ended", "hung", why, incident);
            }
            case ActionResult.Superseded(var why) -> {
                IntentTable.end(handle, id, "superseded", at);
                fact(handle, target, at, "restart-ended", "superseded", why, incident);
            }
            case ActionResult.Failed(var why) -> {
                IntentTable.end(handle, id, "failed", at);
                fact(handle, target, at, "restart-ended", "failed", why, incident);
            }
            // No end yet: the intent stays open until the engine can be asked.
            case ActionResult.Undetermined(var why) -> {
                IntentTable.recordResult(handle, id, "undetermined");
                fact(handle, target, at, "restart-ended", "undetermined", why, incident);
            }
        }
    }

    private static void fact(
            Handle handle, TargetId target, Instant at, String kind, String reason, String detail, String incident) {
        FactTable.insert(handle, new Fact(0, target, at, kind, "", "", reason, detail, incident));
    }
}

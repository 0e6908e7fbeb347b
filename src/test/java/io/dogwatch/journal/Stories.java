package io.dogwatch.journal;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The story the tests tell: web answers 500 three times at 03:12:07, and is restarted. */
final class Stories {

    static final Instant AT = Instant.parse("2026-11-24T03:12:07.123456789Z");
    static final TargetId WEB = new TargetId("local", "web");
    static final Incarnation OLD = new Incarnation("a".repeat(64), AT.minus(Duration.ofHours(3)));

    private Stories() {}

    static Incident incident(String id) {
        return incident(id, WEB);
    }

    static Incident incident(String id, TargetId target) {
        Failure failure = new Failure("site", "http", Cause.UNEXPECTED_STATUS, "500 (allowed: 200-399)", 3, 3);
        return new Incident(
                id,
                target,
                "nginx:1.27",
                "",
                "",
                AT.minus(Duration.ofSeconds(20)),
                AT,
                failure,
                Severity.CRITICAL,
                List.of(),
                0,
                true,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Notice notice(Notice.Kind kind, Incident incident, int sequence) {
        return new Notice(kind, incident, sequence, "It is being restarted.");
    }

    static Intent intent(String id, String incident) {
        return new Intent(id, incident, OLD, Action.RESTART, 1, AT, "http site: 500 (allowed: 200-399) (3 of 3)");
    }

    static PersistentState ledger(int ordinal, Incident incident, Intent intent) {
        return new PersistentState(
                ordinal,
                Optional.of(OLD),
                List.of(AT),
                List.of(),
                1,
                Optional.of(AT),
                Optional.empty(),
                Optional.of(intent),
                Optional.of(incident),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static TargetState state(Phase phase, Reason reason, PersistentState ledger) {
        return new TargetState(
                phase,
                reason,
                AT,
                ledger.incident().map(Incident::failure),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                AT,
                true,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                TargetContext.PLAIN,
                ledger);
    }

    /** web has just failed for the n-th time: the phase changes, an incident opens, a restart is decided. */
    static Change opening(TargetId target, int ordinal) {
        String id = target.host() + "." + target.name() + "." + ordinal;
        Incident incident = incident(id, target);
        Intent intent = intent(id + "-r1", id);
        return new Change(
                target,
                AT,
                state(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, PersistentState.EMPTY),
                new Verdict(
                        state(Phase.RESTARTING, Reason.RESTART_DECIDED, ledger(ordinal, incident, intent)),
                        List.of(
                                new Decision.OpenIncident(incident),
                                new Decision.Notify(notice(Notice.Kind.OPENED, incident, 0)),
                                new Decision.Act(intent)),
                        Optional.empty()));
    }

    static Change deciding(Decision... decisions) {
        TargetState same = state(Phase.FAILING, Reason.CHECK_FAILED, PersistentState.EMPTY);
        return new Change(WEB, AT, same, new Verdict(same, List.of(decisions), Optional.empty()));
    }
}

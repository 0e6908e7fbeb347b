package io.dogwatch.web.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Check;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.silence.ActiveHolds;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target, as returned by the API and shown on the pages.
 *
 * @param failure one line; absent without a failure
 * @param source why it is watched: {@code rule 2}, {@code label} or {@code found}
 * @param restartsInWindow restarts by Dogwatch in the window of the budget
 * @param incident the id of the open incident
 * @param container as last reported by the engine
 * @param log measured at most a minute ago; absent before the first measurement
 * @param held active silences and the restart switch
 */
public record TargetReport(
        String host,
        String name,
        @ChoiceParam(words = Phase.class) String phase,
        @ChoiceParam(words = Reason.class) String reason,
        String reasonMeaning,
        Instant since,
        @Nullable String failure,
        String source,
        boolean required,
        boolean engineReachable,
        int restartsInWindow,
        @Nullable Instant lastRestartAt,
        @Nullable Instant quarantinedUntil,
        @Nullable String incident,
        int incidentRestarts,
        @Nullable ContainerReport container,
        @Nullable LogReport log,
        @Nullable LogReadReport logRead,
        List<CheckReport> checks,
        PolicyReport policy,
        List<String> labelFaults,
        BlockedReport held) {

    /** Returns whether it needs attention; not serialized. */
    @JsonIgnore
    public boolean isTrouble() {
        return Urgency.isTrouble(this);
    }

    /** Returns whether it has failed; not serialized. */
    @JsonIgnore
    public boolean failed() {
        return Urgency.isFailing(this);
    }

    static TargetReport of(TargetView view, ActiveHolds held) {
        TargetId id = view.watch().target();
        PersistentState ledger = view.state().ledger();
        return new TargetReport(
                id.host(),
                PlainText.line(id.name(), 256),
                view.state().phase().wireName(),
                view.state().reason().wireName(),
                view.state().reason().meaning(),
                view.state().since(),
                view.state()
                        .failure()
                        .map(Failure::line)
                        .map(line -> PlainText.line(line, Outcome.MAX_DETAIL))
                        .orElse(null),
                view.watch().source(),
                view.watch().required(),
                view.state().engineReachable(),
                ledger.restarts().size(),
                ledger.lastRestart().orElse(null),
                ledger.quarantine().map(PersistentState.Quarantine::until).orElse(null),
                ledger.incident().map(Incident::id).orElse(null),
                ledger.incident().map(Incident::restarts).orElse(0),
                view.state().container().map(ContainerReport::of).orElse(null),
                view.log().map(LogReport::of).orElse(null),
                view.logRead().map(LogReadReport::of).orElse(null),
                view.watch().checks().stream()
                        .map((Check check) -> CheckReport.of(check, view))
                        .toList(),
                PolicyReport.of(view.watch().policy()),
                view.watch().faults().stream()
                        .map(fault -> PlainText.line(fault, 512))
                        .toList(),
                BlockedReport.of(held));
    }
}

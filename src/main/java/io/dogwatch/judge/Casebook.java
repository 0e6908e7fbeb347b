package io.dogwatch.judge;

import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Phase;
import io.dogwatch.target.Policy;
import io.dogwatch.target.Severity;
import java.time.Instant;
import java.util.Optional;

/** Opens and closes incidents, and writes the notices about them. */
final class Casebook {

    private Casebook() {}

    /** A new id, unique for ever: host, name and a number that the ledger never gives twice. */
    static String id(Draft draft, String letter) {
        return draft.watch.target().host() + "." + draft.watch.target().name() + "." + letter + draft.ordinal;
    }

    /** The opening's announcement has number 0, whatever else the same verdict has to say. */
    static Incident open(Draft draft, Failure failure) {
        draft.ordinal++;
        return new Incident(
                id(draft, ""),
                draft.watch.target(),
                draft.container.map(ContainerSnapshot::image).orElse(""),
                draft.failingSince.orElse(draft.now),
                draft.now,
                failure,
                Severity.CRITICAL,
                draft.circumstances.children(),
                0,
                draft.mayAct(),
                false,
                draft.policy().announce() ? 1 : 0,
                Optional.empty(),
                Optional.empty());
    }

    /** Puts the announcement before whatever was decided about the incident since {@code at}. */
    static void announceOpening(Draft draft, int at) {
        boolean acts = draft.decisions.stream().skip(at).anyMatch(Decision.Act.class::isInstance);
        Incident incident = draft.incident.orElseThrow();
        int place = at;
        if (draft.policy().announce()) {
            draft.decisions.add(
                    place++, new Decision.Tell(new Notice(Notice.Kind.OPENED, incident, 0, NextStep.of(draft))));
        }
        draft.decisions.add(at, new Decision.OpenIncident(incident));
        if (!acts) {
            draft.decisions.add(place + 1, new Decision.GatherEvidence(incident));
        }
    }

    /** Restarting does not help: stop, and ask a person, once. */
    static void quarantine(Draft draft) {
        Policy.Budget budget = draft.policy().budget();
        Instant released = draft.now.plus(budget.release());
        // A release within the window must not grant more than the window does.
        Instant granted = draft.restarts
                .get(draft.restarts.size() - budget.restarts())
                .plus(budget.window())
                .plusMillis(1);
        Instant until = released.isAfter(granted) ? released : granted;
        String containerId = draft.container.map(ContainerSnapshot::id).orElse("");
        draft.quarantine = Optional.of(new Ledger.Quarantine(Reason.BUDGET_SPENT, draft.now, until, containerId));
        draft.phase = Phase.QUARANTINED;
        draft.reason = Reason.BUDGET_SPENT;
        draft.wakeAt(until);
        tell(draft, Notice.Kind.QUARANTINED);
        draft.decisions.add(new Decision.UpdateIncident(draft.incident.orElseThrow()));
    }

    static void close(Draft draft, Reason outcome) {
        draft.incident = Optional.of(draft.incident.orElseThrow().closed(draft.now, outcome));
        tell(draft, Notice.Kind.CLOSED);
        draft.decisions.add(new Decision.CloseIncident(draft.incident.orElseThrow()));
        draft.incident = Optional.empty();
    }

    private static void tell(Draft draft, Notice.Kind kind) {
        Incident incident = draft.incident.orElseThrow();
        if (incident.notices() > 0 || draft.policy().announce()) {
            draft.decisions.add(new Decision.Tell(new Notice(kind, incident, incident.notices(), NextStep.of(draft))));
            draft.incident = Optional.of(incident.withNotice());
        }
    }
}

package io.dogwatch.judge;

import java.util.Map;
import java.util.TreeMap;

/** Counts what has happened in random histories: what never occurs is not proved by them. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void count(Event event, Verdict verdict) {
        if (event instanceof Event.ActionEnded(String id, ActionResult result)) {
            add(result.getClass().getSimpleName());
        }
        add(verdict.state().reason().name());
        for (Decision decision : verdict.decisions()) {
            add(decision.getClass().getSimpleName());
            switch (decision) {
                case Decision.Act(Intent intent) -> add(intent.action().name());
                case Decision.Notify(Notice notice) -> add("told " + notice.kind());
                case Decision.CloseIncident(Incident incident) ->
                    add(incident.outcome().orElseThrow().name());
                case Decision.Refuse(Event.Requested requested, Reason reason) -> {
                    add("refused " + requested.request());
                    add(reason.name());
                }
                case Decision.WithdrawIntent withdraw -> {}
                case Decision.FinishIntent finish -> {}
                case Decision.EndIntent end -> {}
                case Decision.GatherEvidence gather -> {}
                case Decision.OpenIncident open -> {}
                case Decision.UpdateIncident update -> {}
            }
        }
        verdict.state()
                .ledger()
                .quarantine()
                .ifPresent(quarantine -> add(quarantine.reason().name()));
    }

    private void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    boolean has(String what) {
        return counts.containsKey(what);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}

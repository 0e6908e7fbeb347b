package io.dogwatch.journal;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Incidents in a journal, for tests of other rooms. */
public final class StoriesOfIncidents {

    private StoriesOfIncidents() {}

    public static void opened(Journal journal, Incident incident, Instant at) {
        append(
                journal,
                incident,
                at,
                new Decision.OpenIncident(incident),
                new Decision.Notify(new Notice(Notice.Kind.OPENED, incident, 0, "It is being restarted.")));
    }

    public static void openedInSilence(Journal journal, Incident incident, Instant at) {
        append(journal, incident, at, new Decision.OpenIncident(incident));
    }

    public static void closed(Journal journal, Incident incident, Instant at) {
        append(
                journal,
                incident,
                at,
                new Decision.Notify(new Notice(Notice.Kind.CLOSED, incident, 1, "No action is needed.")),
                new Decision.CloseIncident(incident));
    }

    private static void append(Journal journal, Incident incident, Instant at, Decision... decisions) {
        TargetState state = Stories.state(
                Phase.FAILING, Reason.RESTART_DECIDED, Stories.ledger(1, incident, Stories.intent("i", incident.id())));
        journal.append(
                new Change(incident.target(), at, state, new Verdict(state, List.of(decisions), Optional.empty())));
    }
}

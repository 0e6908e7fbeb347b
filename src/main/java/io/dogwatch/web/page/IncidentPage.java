package io.dogwatch.web.page;

import io.dogwatch.web.view.AcknowledgementReport;
import io.dogwatch.web.view.FactReport;
import io.dogwatch.web.view.IncidentAnswer;
import io.dogwatch.web.view.IncidentReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows one incident with its timeline and evidence. */
public final class IncidentPage extends Page {

    /** Name of the exhibit that lists the changes since the target was last healthy. */
    private static final String CHANGES = "changes.txt";

    private final IncidentAnswer answer;

    IncidentPage(IncidentAnswer answer, Instant now) {
        super("incident.ftlh", now);
        this.answer = answer;
    }

    public IncidentReport getIncident() {
        return answer.incident();
    }

    public @Nullable AcknowledgementReport getAcknowledged() {
        return answer.acknowledged();
    }

    public List<FactReport> getTimeline() {
        return answer.timeline();
    }

    /** Returns the first saved exhibit with the changes since the target was last healthy. */
    public Optional<IncidentAnswer.ExhibitReport> getChanges() {
        return answer.evidence().stream()
                .flatMap(saved -> saved.files().stream())
                .filter(exhibit -> exhibit.name().equals(CHANGES))
                .findFirst();
    }

    public List<IncidentAnswer.EvidenceReport> getEvidence() {
        return answer.evidence();
    }
}

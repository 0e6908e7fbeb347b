package io.dogwatch.web.page;

import io.dogwatch.web.view.AcknowledgementReport;
import io.dogwatch.web.view.FactReport;
import io.dogwatch.web.view.IncidentAnswer;
import io.dogwatch.web.view.IncidentReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One incident with its timeline and evidence. */
public final class IncidentPage extends Page {

    /** The piece of evidence that tells what is different from when the target was last well. */
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

    /** The first that was saved of what has changed since the target was last well. */
    public Optional<IncidentAnswer.ExhibitReport> getChanges() {
        return answer.evidence().stream()
                .flatMap(saved -> saved.exhibits().stream())
                .filter(exhibit -> exhibit.name().equals(CHANGES))
                .findFirst();
    }

    public List<IncidentAnswer.EvidenceReport> getEvidence() {
        return answer.evidence();
    }
}

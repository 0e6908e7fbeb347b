package io.dogwatch.web.page;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.PlainText;
import io.dogwatch.notify.SignedLinks.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Confirmation form of a signed link, and its result. */
public final class LinkPage extends Page {

    private final Purpose purpose;
    private final Incident incident;
    private final Optional<Acknowledgement> acknowledged;
    private final List<String> lengths;
    private final String done;

    /** @param done the result as text; empty before the form is submitted */
    LinkPage(
            Purpose purpose,
            Incident incident,
            Optional<Acknowledgement> acknowledged,
            List<String> lengths,
            String done,
            Instant now) {
        super("link.ftlh", now);
        this.purpose = purpose;
        this.incident = incident;
        this.acknowledged = acknowledged;
        this.lengths = List.copyOf(lengths);
        this.done = done;
    }

    public boolean isSilence() {
        return purpose == Purpose.SILENCE;
    }

    public String getIncident() {
        return incident.id();
    }

    public String getTarget() {
        return incident.target().toString();
    }

    public String getFailure() {
        return PlainText.line(incident.failure().line(), 1500);
    }

    public Instant getOpenedAt() {
        return incident.openedAt();
    }

    /** Returns why the incident cannot be acknowledged, or an empty string if it can. */
    public String getNothingToDo() {
        if (isSilence()) {
            return "";
        }
        return incident.closedAt()
                .map(at -> "This incident was closed at " + getTimes().absolute(at) + ".")
                .or(() -> acknowledged.map(by -> by.createdBy() + " acknowledged this incident at "
                        + getTimes().absolute(by.at()) + "."))
                .orElse("");
    }

    public List<String> getLengths() {
        return lengths;
    }

    public String getDone() {
        return done;
    }
}

package io.dogwatch.web.action;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.AcknowledgementReport;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a person says about an incident by whichever way. The first one counts. Stateless.
 *
 * @param journal where it is kept
 */
public record Acknowledgements(Journal journal, Audit audit, InstantSource clock) {

    /**
     * Keeps it.
     *
     * @param id of the incident
     * @param way by which the person came
     * @throws ClientErrorException 404 if there is no such incident, 409 if it is closed or acknowledged already
     */
    public AcknowledgementReport add(String id, Requester plea, String way) {
        Incident incident = journal.incident(id).orElseThrow(() -> new NotFoundException("unknown incident " + id));
        incident.closedAt().ifPresent(at -> {
            throw new ConflictException("incident " + id + " was closed at " + at + ": nothing to acknowledge");
        });
        Optional<Acknowledgement> earlier = journal.acknowledged(id);
        earlier.ifPresent(one -> {
            throw new ConflictException(one.createdBy() + " already acknowledged incident " + id + " at " + one.at());
        });
        Acknowledgement now = new Acknowledgement(id, clock.instant(), plea.createdBy(), plea.comment());
        journal.acknowledge(now);
        audit.note("ack", id, plea, way);
        return AcknowledgementReport.of(now);
    }
}

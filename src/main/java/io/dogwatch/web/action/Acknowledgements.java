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
 * Acknowledges incidents on behalf of the API, the pages and signed links. The first acknowledgement is kept.
 * Stateless.
 *
 * @param journal the store of acknowledgements
 */
public record Acknowledgements(Journal journal, Audit audit, InstantSource clock) {

    /**
     * Acknowledges an incident.
     *
     * @param id the incident id
     * @param source the source of the request
     * @throws ClientErrorException 404 if the incident is unknown, 409 if it is closed or already acknowledged
     */
    public AcknowledgementReport add(String id, Requester requester, String source) {
        Incident incident = journal.incident(id).orElseThrow(() -> new NotFoundException("unknown incident " + id));
        incident.closedAt().ifPresent(at -> {
            throw new ConflictException("incident " + id + " was closed at " + at + ": nothing to acknowledge");
        });
        Optional<Acknowledgement> earlier = journal.acknowledged(id);
        earlier.ifPresent(one -> {
            throw new ConflictException(one.createdBy() + " already acknowledged incident " + id + " at " + one.at());
        });
        Acknowledgement now = new Acknowledgement(id, clock.instant(), requester.createdBy(), requester.comment());
        journal.acknowledge(now);
        audit.note("ack", id, requester, source);
        return AcknowledgementReport.of(now);
    }
}

package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Journal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What people have asked of Dogwatch. Stateless. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class AuditResource {

    private static final int LISTED = 200;

    private final Journal journal;

    AuditResource(Journal journal) {
        this.journal = journal;
    }

    /** What people have asked of Dogwatch, newest first. {@value #LISTED} at most. */
    @GET
    public List<AuditEntry> audit() {
        return journal.audited(LISTED);
    }
}

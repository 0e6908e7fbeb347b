package io.dogwatch.web.api;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.web.report.Sight;
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

    private final Sight sight;

    AuditResource(Sight sight) {
        this.sight = sight;
    }

    /** What people have asked of Dogwatch, newest first. {@value Sight#LISTED} at most. */
    @GET
    public List<AuditEntry> audit() {
        return sight.audited();
    }
}

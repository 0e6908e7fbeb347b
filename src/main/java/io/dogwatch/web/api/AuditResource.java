package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.web.view.QueryService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What people have asked of Dogwatch. Stateless. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class AuditResource {

    private final QueryService sight;

    AuditResource(QueryService sight) {
        this.sight = sight;
    }

    /** What people have asked of Dogwatch, newest first. {@value QueryService#LISTED} at most. */
    @GET
    public List<AuditEntry> audit() {
        return sight.audited();
    }
}

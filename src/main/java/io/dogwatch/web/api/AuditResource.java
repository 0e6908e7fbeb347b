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

/** Serves the audit log. Stateless. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class AuditResource {

    private final QueryService queries;

    AuditResource(QueryService queries) {
        this.queries = queries;
    }

    /** Lists the audit log, newest first, at most {@value QueryService#LISTED} entries. */
    @GET
    public List<AuditEntry> audit() {
        return queries.audited();
    }
}

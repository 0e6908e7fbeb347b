package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.journal.Journal;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;

/** Shows the state of the configuration file and reloads it. Stateless. */
@Path("/api/v1/reload")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class ReloadResource {

    private final ConfigReload reloading;
    private final Audit audit;

    public ReloadResource(ConfigReload reloading, Journal journal, InstantSource clock) {
        this.reloading = reloading;
        this.audit = new Audit(journal, clock);
    }

    /** Returns the state of the configuration file. */
    @GET
    public ConfigReload.Status configuration() {
        return reloading.status();
    }

    /** Reloads the configuration file. Returns 200 also for an invalid file; see {@code accepted}. */
    @POST
    @Contract(body = Requester.class, example = "{\"createdBy\": \"anna\", \"comment\": \"new container\"}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresRole(Role.OPERATOR)
    public ConfigReload.Status reload(@Context HttpServletRequest request, InputStream body) throws IOException {
        Requester requester = Requester.read(body, Caller.of(request));
        audit.note("reload", "configuration", requester, Audit.API);
        return reloading.readAgain();
    }
}

package io.dogwatch.web.api;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.journal.Journal;
import io.dogwatch.web.ask.Contract;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.deed.Audit;
import io.dogwatch.web.deed.Reloading;
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

/** Whether the configuration file is in force, and reading it again. Stateless. */
@Path("/api/v1/reload")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class ReloadResource {

    private final Reloading reloading;
    private final Audit audit;

    public ReloadResource(Reloading reloading, Journal journal, InstantSource clock) {
        this.reloading = reloading;
        this.audit = new Audit(journal, clock);
    }

    /** Whether the configuration file is in force. */
    @GET
    public Reloading.Standing configuration() {
        return reloading.standing();
    }

    /** Reads the configuration file again. Answers 200 also when the file is refused: {@code accepted} says which. */
    @POST
    @Contract(body = Plea.class, example = "{\"createdBy\": \"anna\", \"comment\": \"new container\"}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public Reloading.Standing reload(@Context HttpServletRequest request, InputStream body) throws IOException {
        Plea plea = Plea.read(body, Caller.of(request));
        audit.note("reload", "configuration", plea, Audit.API);
        return reloading.readAgain();
    }
}

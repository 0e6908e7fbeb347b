package io.dogwatch.web.api;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.SilenceActions;
import io.dogwatch.web.request.Body;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.SilenceReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** Silences and the switch that disables restarts. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class SilenceResource {

    private final QueryService queries;
    private final SilenceActions orders;
    private final InstantSource clock;

    SilenceResource(QueryService queries, SilenceActions orders, InstantSource clock) {
        this.queries = queries;
        this.orders = orders;
        this.clock = clock;
    }

    /** Lists silences, maintenance windows and pauses: active, upcoming, then expired; each group newest first. */
    @GET
    @Path("silences")
    public List<SilenceReport> windows() {
        return queries.windows(clock.instant());
    }

    /**
     * Returns one silence, maintenance window or pause.
     *
     * @param id from the list of silences
     */
    @GET
    @Path("silences/{id}")
    public SilenceReport window(@PathParam("id") String id) {
        return queries.window(id, clock.instant()).orElseThrow(() -> noWindow(id));
    }

    /** Creates a silence, a maintenance window or a pause. A refusal lists all faults of the request. */
    @POST
    @RequiresRole(Role.OPERATOR)
    @Path("silences")
    @Consumes(MediaType.APPLICATION_JSON)
    @Contract(
            body = SilenceForm.class,
            example = "{\"name\": \"web\", \"for\": \"2h\", \"createdBy\": \"anna\", \"comment\": \"new disk\"}",
            answer = SilenceReport.class,
            status = 201)
    public Response addWindow(@Context HttpServletRequest request, InputStream entity) throws IOException {
        Body body = Body.read(entity, Caller.of(request));
        SilenceReport window = orders.add(body.texts(), body.faults(), Audit.API, Audit.API);
        return Response.created(URI.create("/api/v1/silences/" + window.id()))
                .entity(window)
                .build();
    }

    /**
     * Expires a silence, a maintenance window or a pause now and keeps its record. Refused for one from the configuration file.
     *
     * @param id from the list of silences
     */
    @DELETE
    @RequiresRole(Role.OPERATOR)
    @Path("silences/{id}")
    @Contract(
            body = Requester.class,
            example = "{\"createdBy\": \"anna\", \"comment\": \"done earlier\"}",
            refusals = 409)
    public SilenceReport endWindow(@PathParam("id") String id, @Context HttpServletRequest request, InputStream entity)
            throws IOException {
        return orders.end(id, Requester.read(entity, Caller.of(request), Audit.API), Audit.API);
    }

    /** Returns whether restarts are disabled. */
    @GET
    @Path("restarts-disabled")
    public RestartSwitchReport stop() {
        return queries.stop();
    }

    /** Disables all restarts until they are enabled again. Checks and notifications continue. */
    @PUT
    @RequiresRole(Role.ADMIN)
    @Path("restarts-disabled")
    @Consumes(MediaType.APPLICATION_JSON)
    @Contract(body = Requester.class, example = "{\"createdBy\": \"anna\", \"comment\": \"moving to the new disk\"}")
    public RestartSwitchReport disableRestarts(@Context HttpServletRequest request, InputStream entity)
            throws IOException {
        return orders.stop(Requester.read(entity, Caller.of(request), Audit.API), Audit.API);
    }

    /** Enables restarts. The answer shows whether the configuration still disables them. */
    @DELETE
    @RequiresRole(Role.ADMIN)
    @Path("restarts-disabled")
    @Contract(body = Requester.class, example = "{\"createdBy\": \"anna\", \"comment\": \"moved\"}")
    public RestartSwitchReport enableRestarts(@Context HttpServletRequest request, InputStream entity)
            throws IOException {
        return orders.lift(Requester.read(entity, Caller.of(request), Audit.API), Audit.API);
    }

    private static NotFoundException noWindow(String id) {
        return new NotFoundException("unknown silence " + id);
    }
}

package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.hold.HoldBook;
import io.dogwatch.hold.Order;
import io.dogwatch.hold.OrderForm;
import io.dogwatch.hold.Window;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.HostView;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Windows and the global stop, to look at and to change. Stateless. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class HoldResource {

    private final HoldBook holds;
    private final Fleet fleet;
    private final Audit audit;
    private final InstantSource clock;

    HoldResource(HoldBook holds, Fleet fleet, Audit audit, InstantSource clock) {
        this.audit = audit;
        this.holds = holds;
        this.fleet = fleet;
        this.clock = clock;
    }

    /** Those that are on first, then those ahead, then those that are over; each newest first. */
    @GET
    @Path("windows")
    public List<WindowReport> windows() {
        return holds.windows().reversed().stream()
                .map(window -> WindowReport.of(window, clock.instant()))
                .sorted(Comparator.comparingInt(report -> WindowReport.STATES.indexOf(report.state())))
                .toList();
    }

    @GET
    @Path("windows/{id}")
    public WindowReport window(@PathParam("id") String id) {
        return holds.window(id)
                .map(window -> WindowReport.of(window, clock.instant()))
                .orElseThrow(() -> noWindow(id));
    }

    @POST
    @Needs(Role.OPERATOR)
    @Path("windows")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(InputStream entity) throws IOException {
        Body body = Body.read(entity);
        Set<String> hosts = fleet.hosts().stream().map(HostView::host).collect(Collectors.toUnmodifiableSet());
        Optional<Order> order =
                OrderForm.read(body.texts(), hosts, Optional.of(clock.instant()), Audit.API, body::fault);
        body.verify();
        Window window = holds.add(order.orElseThrow(IllegalStateException::new));
        Order made = window.order();
        audit.note(made.word(), window.id() + ": " + made.scope(), new Plea(made.by(), made.why()), Audit.API);
        return Response.created(URI.create("/api/v1/windows/" + window.id()))
                .entity(WindowReport.of(window, clock.instant()))
                .build();
    }

    /** Ends it now, and keeps its record. */
    @DELETE
    @Needs(Role.OPERATOR)
    @Path("windows/{id}")
    public WindowReport end(@PathParam("id") String id, InputStream entity) throws IOException {
        Plea plea = Plea.read(entity, Audit.API);
        if (holds.window(id).filter(Window::isConfigured).isPresent()) {
            throw new ClientErrorException(
                    "the window " + id + " stands in the configuration, and ends when it is taken out there", 409);
        }
        WindowReport report = holds.end(id)
                .map(window -> WindowReport.of(window, clock.instant()))
                .orElseThrow(() -> noWindow(id));
        audit.note("end", id, plea, Audit.API);
        return report;
    }

    @GET
    @Path("stop")
    public StopReport stop() {
        return StopReport.of(holds.stop());
    }

    @PUT
    @Needs(Role.ADMIN)
    @Path("stop")
    @Consumes(MediaType.APPLICATION_JSON)
    public StopReport stop(InputStream entity) throws IOException {
        Plea plea = Plea.read(entity, Audit.API);
        try {
            holds.stop(plea.by(), plea.why());
        } catch (IOException e) {
            throw new ServerErrorException("the file STOP in the data folder cannot be written: " + e, 503, e);
        }
        audit.note("stop-remedies", "", plea, Audit.API);
        return stop();
    }

    /** The answer tells if the configuration still says stop. */
    @DELETE
    @Needs(Role.ADMIN)
    @Path("stop")
    public StopReport lift(InputStream entity) throws IOException {
        Plea plea = Plea.read(entity, Audit.API);
        try {
            holds.lift();
        } catch (IOException e) {
            throw new ServerErrorException("the file STOP in the data folder cannot be removed: " + e, 503, e);
        }
        audit.note("allow-remedies", "", plea, Audit.API);
        return stop();
    }

    private static NotFoundException noWindow(String id) {
        return new NotFoundException("there is no window " + id);
    }
}

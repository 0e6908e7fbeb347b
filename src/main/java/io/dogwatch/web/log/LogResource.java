package io.dogwatch.web.log;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.SessionValidity;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.events.EventStream;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.view.QueryService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target's log, without secrets, with what its log checks look for. Stateless. */
@Path("/api/v1/targets/{host}/{name}/logs")
@RequiresRole(Role.VIEWER)
public final class LogResource {

    private static final long COME_BACK_SECONDS = 30;

    private final LogQuery desk;
    private final LogFollows follows;
    private final QueryService sight;
    private final InstantSource clock;

    public LogResource(LogQuery desk, LogFollows follows, QueryService sight, InstantSource clock) {
        this.desk = desk;
        this.follows = follows;
        this.sight = sight;
        this.clock = clock;
    }

    /**
     * The newest lines of a target's log, oldest first. Without secrets and control characters, with the markers that match.
     * Asks the engine: 503 if it does not answer.
     */
    @GET
    @Contract(query = LogFilter.class)
    @Produces(MediaType.APPLICATION_JSON)
    public LogAnswer logs(@PathParam("host") String host, @PathParam("name") String name, @Context UriInfo request) {
        return desk.read(new TargetId(host, name), LogSearch.read(request.getQueryParameters(), clock.instant()));
    }

    /**
     * A target's log as it is written, as server-sent events. The newest lines and all that follows: {@code ready}, then {@code line} for each; {@code gap} where lines are
     * missing; {@code stopped} while nothing can come. Goes on after a restart of the container, and never ends by itself.
     *
     * @param last the id of the last line that was heard, after which to go on
     */
    @GET
    @Contract(query = LogFollowFilter.class)
    @Path("stream")
    @Produces("text/event-stream")
    public Response followLog(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context UriInfo request,
            @Context HttpServletRequest sent) {
        TargetId id = new TargetId(host, name);
        LogSearch search =
                LogSearch.readOfStream(request.getQueryParameters(), Optional.ofNullable(last), clock.instant());
        sight.view(id);
        return follows.follow(id, search)
                .map(story -> EventStream.of(story, SessionValidity.of(sent)))
                .orElseThrow(() -> new ServiceUnavailableException(
                        "too many log streams are open; try again later",
                        Response.status(503)
                                .header("Retry-After", COME_BACK_SECONDS)
                                .build()));
    }

    /** Whether a log can be followed. It has no content, and ends at once. */
    @HEAD
    @Path("stream")
    @Produces("text/event-stream")
    public Response probeLog(@PathParam("host") String host, @PathParam("name") String name) {
        sight.view(new TargetId(host, name));
        return EventStream.head();
    }
}

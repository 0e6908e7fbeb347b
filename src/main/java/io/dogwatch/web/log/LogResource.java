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

/** Serves redacted logs with the matches of log checks. Stateless. */
@Path("/api/v1/targets/{host}/{name}/logs")
@RequiresRole(Role.VIEWER)
public final class LogResource {

    private static final long COME_BACK_SECONDS = 30;

    private final LogQuery logs;
    private final LogFollows follows;
    private final QueryService queries;
    private final InstantSource clock;

    public LogResource(LogQuery logs, LogFollows follows, QueryService queries, InstantSource clock) {
        this.logs = logs;
        this.follows = follows;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * Returns the newest lines of the log of a target, oldest first. Secrets and control characters are removed, and
     * matching markers are listed. Reads from the engine: 503 if it does not respond.
     */
    @GET
    @Contract(query = LogSearch.Parameters.class)
    @Produces(MediaType.APPLICATION_JSON)
    public LogAnswer logs(@PathParam("host") String host, @PathParam("name") String name, @Context UriInfo request) {
        return logs.read(new TargetId(host, name), LogSearch.read(request.getQueryParameters(), clock.instant()));
    }

    /**
     * Follows the log of a target as server-sent events. Sends {@code ready}, then {@code line} for each line, {@code
     * gap} for missing lines, and {@code stopped} while no lines can arrive. Continues after a restart of the container
     * and does not end by itself.
     *
     * @param last the id of the last received line, after which to continue
     */
    @GET
    @Contract(query = LogSearch.FollowParameters.class)
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
        queries.view(id);
        return follows.follow(id, search)
                .map(source -> EventStream.of(source, SessionValidity.of(sent)))
                .orElseThrow(() -> new ServiceUnavailableException(
                        "too many log streams are open; try again later",
                        Response.status(503)
                                .header("Retry-After", COME_BACK_SECONDS)
                                .build()));
    }

    /** Returns whether a log can be followed. The response has no content and ends immediately. */
    @HEAD
    @Path("stream")
    @Produces("text/event-stream")
    public Response probeLog(@PathParam("host") String host, @PathParam("name") String name) {
        queries.view(new TargetId(host, name));
        return EventStream.head();
    }
}

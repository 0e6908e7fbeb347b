package io.dogwatch.web;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.live.EventStream;
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
@Needs(Role.VIEWER)
public final class LogResource {

    private static final long COME_BACK_SECONDS = 30;

    private final LogDesk desk;
    private final LogFollows follows;
    private final Sight sight;
    private final InstantSource clock;

    LogResource(LogDesk desk, LogFollows follows, Sight sight, InstantSource clock) {
        this.desk = desk;
        this.follows = follows;
        this.sight = sight;
        this.clock = clock;
    }

    /**
     * The newest {@code tail} lines (default {@value LogSearch#USUAL}, at most {@value LogSearch#MOST}), oldest first; of these,
     * those written since {@code since} (a time, or a duration such as {@code 10m}), to {@code stream} ({@code stdout},
     * {@code stderr} or {@code both}), or only those with {@code markers=true}. Asks the engine: 503 if it does not answer.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public LogAnswer logs(@PathParam("host") String host, @PathParam("name") String name, @Context UriInfo request) {
        return desk.read(new TargetId(host, name), LogSearch.read(request.getQueryParameters(), clock.instant()));
    }

    /**
     * The same and all that follows, as server-sent events: {@code ready}, then {@code line} for each; {@code gap} where lines are
     * missing; {@code stopped} while nothing can come. Goes on after a restart of the container, and never ends by itself.
     *
     * @param last the id of the last line that was heard, after which to go on, as is the query's {@code from}
     */
    @GET
    @Path("stream")
    @Produces("text/event-stream")
    public Response stream(
            @PathParam("host") String host,
            @PathParam("name") String name,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context UriInfo request) {
        TargetId id = new TargetId(host, name);
        LogSearch search =
                LogSearch.readOfStream(request.getQueryParameters(), Optional.ofNullable(last), clock.instant());
        sight.view(id);
        return follows.follow(id, search)
                .map(EventStream::of)
                .orElseThrow(() -> new ServiceUnavailableException(
                        "too many follow a log already; come back later",
                        Response.status(503)
                                .header("Retry-After", COME_BACK_SECONDS)
                                .build()));
    }

    @HEAD
    @Path("stream")
    public Response head() {
        return EventStream.head();
    }
}

package io.dogwatch.web.events;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.SessionValidity;
import io.dogwatch.model.TargetId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves changes as server-sent events; the broadcaster disconnects clients that do not read. Stateless. */
@Path("/api/v1/stream")
@Produces("text/event-stream; charset=utf-8")
@RequiresRole(Role.VIEWER)
public final class StreamResource {

    private static final long COME_BACK_SECONDS = 30;

    private final EventBroadcaster feed;

    public StreamResource(EventBroadcaster feed) {
        this.feed = feed;
    }

    /**
     * Streams changes as server-sent events. Starts with {@code ready}, or with {@code reset} if missed events are no
     * longer available: then reload all data. Then sends {@code target}, {@code gone}, {@code fact}, {@code host},
     * {@code incident}, {@code mail} and {@code hold} events; only the newest state of each object is sent. The data of
     * each event is one line of JSON with an increasing {@code version}. A comment line follows every 15 s without
     * events. If there are too many subscribers, 503 contains {@code Retry-After}.
     *
     * @param last the id of the last received event, sent by browsers on reconnect
     * @param from the same, for a new client with the position from a page
     * @param host with {@code name}: only events of this target and events without a target
     * @param name with {@code host}
     */
    @GET
    public Response stream(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @QueryParam("from") @Nullable String from,
            @QueryParam("host") @Nullable String host,
            @QueryParam("name") @Nullable String name,
            @Context HttpServletRequest request) {
        if ((host == null) != (name == null)) {
            throw new BadRequestException("host and name must be given together");
        }
        Optional<TargetId> wanted =
                host == null || name == null ? Optional.empty() : Optional.of(new TargetId(host, name));
        EventSubscription listening = feed.listen(Optional.ofNullable(last).or(() -> Optional.ofNullable(from)), wanted)
                .orElseThrow(() -> new ServiceUnavailableException(
                        "too many event streams are open; try again later",
                        Response.status(503)
                                .header("Retry-After", COME_BACK_SECONDS)
                                .build()));
        return EventStream.of(listening, SessionValidity.of(request));
    }

    /** Returns whether the stream exists. The response has no content and ends immediately. */
    @HEAD
    public Response probeStream() {
        return EventStream.head();
    }
}

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

/** What changes, as server-sent events; a stream that is not read is cut by the feed. Stateless. */
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
     * What changes, as server-sent events. Begins with {@code ready}, or with {@code reset} if what was missed is not remembered:
     * then load everything again. After that, each as it happens: {@code target}, {@code gone}, {@code fact}, {@code host},
     * {@code incident}, {@code mail}, {@code hold}; of each thing, only the newest is told. The data of each is one line of JSON
     * with a {@code version} that grows. A comment line comes every 15 s if nothing else does. When too many listen, 503 says when
     * to come back.
     *
     * @param last the id of the last event that was heard, as browsers send it when they come back
     * @param from the same, for those who come for the first time with a position that a page has told them
     * @param host with {@code name}: only events of this target, and those of none
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

    /** Whether there is a stream. It has no content, and ends at once. */
    @HEAD
    public Response probeStream() {
        return EventStream.head();
    }
}

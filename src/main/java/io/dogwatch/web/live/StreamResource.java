package io.dogwatch.web.live;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.TargetId;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes, as server-sent events; a stream that is not read is cut by the feed. Stateless. */
@Path("/api/v1/stream")
@Needs(Role.VIEWER)
public final class StreamResource {

    private static final long COME_BACK_SECONDS = 30;

    private final Feed feed;

    public StreamResource(Feed feed) {
        this.feed = feed;
    }

    /**
     * Begins with {@code ready}, or with {@code reset} if what was missed is not remembered.
     *
     * @param last the id of the last event that was heard, as browsers send it when they come back
     * @param from the same, for those who come for the first time with a position that a page has told them
     */
    @GET
    public Response stream(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @QueryParam("from") @Nullable String from,
            @QueryParam("host") @Nullable String host,
            @QueryParam("name") @Nullable String name) {
        if ((host == null) != (name == null)) {
            throw new BadRequestException("host and name go together; give both of one target, or none");
        }
        Optional<TargetId> wanted =
                host == null || name == null ? Optional.empty() : Optional.of(new TargetId(host, name));
        Listening listening = feed.listen(Optional.ofNullable(last).or(() -> Optional.ofNullable(from)), wanted)
                .orElseThrow(() -> new ServiceUnavailableException(
                        "too many listen already; come back later",
                        Response.status(503)
                                .header("Retry-After", COME_BACK_SECONDS)
                                .build()));
        return EventStream.of(listening);
    }

    @HEAD
    public Response head() {
        return EventStream.head();
    }
}

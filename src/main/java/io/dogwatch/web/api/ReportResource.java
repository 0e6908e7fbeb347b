package io.dogwatch.web.api;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Problem.Fault;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.TimeRange;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** Serves previews of reports without sending them. Stateless. */
@Path("/api/v1/report")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
public final class ReportResource {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration MAX_LENGTH = Duration.ofDays(366);

    private final ReportPreviews previews;

    public ReportResource(ReportPreviews previews) {
        this.previews = previews;
    }

    /**
     * Returns a preview of a report without sending it.
     *
     * @param last a duration such as {@code 7d}, from 1h to 366d
     */
    @GET
    public ReportPreviews.Preview report(
            @QueryParam("last") @DefaultValue("7d") @TimeRange(least = "1h", most = "366d") String last) {
        return previews.of(DurationText.read(last)
                .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(MAX_LENGTH) <= 0)
                .orElseThrow(() -> new RejectedException(List.of(new Fault(
                        "last",
                        '"' + PlainText.line(last, 40) + "\" is not a duration such as 7d; allowed: 1h to 366d")))));
    }
}

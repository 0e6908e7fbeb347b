package io.dogwatch.web.api;

import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.target.Durations;
import io.dogwatch.target.PlainText;
import io.dogwatch.web.ask.Between;
import io.dogwatch.web.ask.Problem.Fault;
import io.dogwatch.web.ask.RejectedException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** Shows what a report would say; sends nothing. Stateless. */
@Path("/api/v1/report")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
public final class ReportResource {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ReportPreviews previews;

    public ReportResource(ReportPreviews previews) {
        this.previews = previews;
    }

    /**
     * What a report of the last days would say. Sends nothing.
     *
     * @param last a duration such as {@code 7d}, from 1h to 366d
     */
    @GET
    public ReportPreviews.Preview report(
            @QueryParam("last") @DefaultValue("7d") @Between(least = "1h", most = "366d") String last) {
        return previews.of(Durations.read(last)
                .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new RejectedException(List.of(new Fault(
                        "last",
                        '"' + PlainText.line(last, 40) + "\" is not a duration such as 7d; allowed: 1h to 366d")))));
    }
}

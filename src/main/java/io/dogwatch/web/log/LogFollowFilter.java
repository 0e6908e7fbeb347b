package io.dogwatch.web.log;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.time.temporal.Temporal;

/**
 * What {@link LogSearch} reads of a request to follow a log.
 *
 * @param tail with how many of the newest lines that fit it begins
 * @param since only lines written then or later: a time, or a duration such as {@code 10m} before now
 * @param stream only lines written to this
 * @param markers {@code true} for only the lines that hold a marker of a log check
 * @param from the id of a line after which to go on, for those who have heard none of this stream yet
 */
record LogFollowFilter(
        @Min(0) @Max(LogSearch.MAX) @DefaultValue("" + LogSearch.USUAL)
        int tail,

        @TimeRange(least = "0s", most = "999999999d") Temporal since,
        @ChoiceParam({"stdout", "stderr", "both"}) String stream,
        @ChoiceParam({"true", "false"}) String markers,
        String from) {}

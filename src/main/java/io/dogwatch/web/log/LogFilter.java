package io.dogwatch.web.log;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import java.time.temporal.Temporal;

/**
 * Query parameters of a log request, parsed by {@link LogSearch}.
 *
 * @param tail the number of newest matching lines
 * @param since only lines written at or after this time, or within a duration such as {@code 10m}
 * @param stream only lines of this stream
 * @param markers {@code true} for only lines that match a marker of a log check
 */
record LogFilter(
        @Min(0) @Max(LogSearch.MAX_TAIL) @DefaultValue("" + LogSearch.DEFAULT_TAIL)
        int tail,

        @TimeRange(least = "0s", most = "999999999d") Temporal since,
        @ChoiceParam({"stdout", "stderr", "both"}) String stream,
        @ChoiceParam({"true", "false"}) String markers) {}

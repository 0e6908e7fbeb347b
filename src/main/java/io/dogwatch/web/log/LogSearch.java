package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.DurationText;
import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.TimeParam;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;

/**
 * Criteria for log lines.
 *
 * @param tail the number of newest matching lines, 0 to {@value #MAX_TAIL}
 * @param since only lines written at or after this time; empty for all
 * @param stream empty for both
 * @param onlyMarked only lines that match a marker of a log check
 * @param from the position after which to continue; empty to start with the newest lines
 */
record LogSearch(
        int tail,
        Optional<Instant> since,
        Optional<LogLine.Source> stream,
        boolean onlyMarked,
        Optional<LogPosition> from) {

    static final int DEFAULT_TAIL = 200;
    static final int MAX_TAIL = 2000;

    /** Returns the criteria of the page: the newest lines. */
    static LogSearch newest(int lines) {
        return new LogSearch(lines, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** @throws RejectedException with all faults */
    static LogSearch read(MultivaluedMap<String, String> asked, Instant now) {
        return read(new QueryParams(asked, Parameters.class), Optional.empty(), now);
    }

    /**
     * @param last the id of the last received event; empty for a new client
     * @throws RejectedException with all faults
     */
    static LogSearch readOfStream(MultivaluedMap<String, String> asked, Optional<String> last, Instant now) {
        return read(new QueryParams(asked, FollowParameters.class), last, now);
    }

    private static LogSearch read(QueryParams asked, Optional<String> last, Instant now) {
        LogSearch search = new LogSearch(
                asked.number("tail", 0, MAX_TAIL, DEFAULT_TAIL),
                since(asked, now),
                asked.oneOf("stream", List.of("stdout", "stderr", "both"))
                        .filter(word -> !word.equals("both"))
                        .map(word -> word.equals("stderr") ? LogLine.Source.STDERR : LogLine.Source.STDOUT),
                asked.flag("markers"),
                last.isPresent() ? place(asked, "Last-Event-ID", last) : place(asked, "from", asked.text("from")));
        asked.verify();
        return search;
    }

    private static Optional<Instant> since(QueryParams asked, Instant now) {
        return asked.text("since").flatMap(word -> {
            try {
                return Optional.of(DurationText.read(word).map(now::minus).orElseGet(() -> TimeParam.read(word)));
            } catch (DateTimeException e) {
                asked.fault(
                        "since",
                        QueryParams.quote(word)
                                + " is not a duration such as 10m or a time such as 2026-11-24T03:12:07Z");
                return Optional.empty();
            }
        });
    }

    private static Optional<LogPosition> place(QueryParams asked, String key, Optional<String> word) {
        Optional<LogPosition> place = word.flatMap(LogPosition::read);
        if (word.isPresent() && place.isEmpty()) {
            asked.fault(key, QueryParams.quote(word.get()) + " is not a line id of this log");
        }
        return place;
    }

    boolean fits(MarkedLine line) {
        return (!onlyMarked || !line.marks().isEmpty())
                && stream.map(wanted -> wanted == line.line().source()).orElse(true)
                && since.map(then -> !line.line().at().isBefore(then)).orElse(true);
    }

    /** Returns whether more than the newest {@code tail} lines must be inspected. */
    boolean isFiltered() {
        return onlyMarked || stream.isPresent() || since.isPresent();
    }

    /**
     * Query parameters of a log request.
     *
     * @param tail the number of newest matching lines
     * @param since only lines written at or after this time, or within a duration such as {@code 10m}
     * @param stream only lines of this stream
     * @param markers {@code true} for only lines that match a marker of a log check
     */
    record Parameters(
            @Min(0) @Max(LogSearch.MAX_TAIL) @DefaultValue("" + LogSearch.DEFAULT_TAIL)
            int tail,

            @TimeRange(least = "0s", most = "999999999d") Temporal since,
            @ChoiceParam({"stdout", "stderr", "both"}) String stream,
            @ChoiceParam({"true", "false"}) String markers) {}

    /**
     * Query parameters of a request to follow a log.
     *
     * @param tail the number of newest matching lines to start with
     * @param since only lines written at or after this time, or within a duration such as {@code 10m}
     * @param stream only lines of this stream
     * @param markers {@code true} for only lines that match a marker of a log check
     * @param from the id of a line after which to start, for clients without a {@code Last-Event-ID}
     */
    record FollowParameters(
            @Min(0) @Max(LogSearch.MAX_TAIL) @DefaultValue("" + LogSearch.DEFAULT_TAIL)
            int tail,

            @TimeRange(least = "0s", most = "999999999d") Temporal since,
            @ChoiceParam({"stdout", "stderr", "both"}) String stream,
            @ChoiceParam({"true", "false"}) String markers,
            String from) {}
}

package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.DurationText;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.TimeParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of a log a request asks for.
 *
 * @param tail how many of the newest that fit, 0 to {@value #MAX}
 * @param since only those written then or later; empty for all
 * @param stream empty for both
 * @param onlyMarked only lines that hold a marker of a log check
 * @param from the place after which to go on; empty to begin with the newest lines
 */
record LogSearch(
        int tail,
        Optional<Instant> since,
        Optional<LogLine.Source> stream,
        boolean onlyMarked,
        Optional<LogPosition> from) {

    static final int USUAL = 200;
    static final int MAX = 2000;

    private static final List<String> KEYS = List.of("tail", "since", "stream", "markers");
    private static final List<String> KEYS_OF_STREAM = List.of("tail", "since", "stream", "markers", "from");

    /** The newest lines, as the page shows them. */
    static LogSearch newest(int lines) {
        return new LogSearch(lines, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** @throws RejectedException with all that is wrong */
    static LogSearch read(MultivaluedMap<String, String> asked, Instant now) {
        return read(new QueryParams(asked, KEYS), Optional.empty(), now);
    }

    /**
     * @param last the id of the last event that was heard; empty for who comes for the first time
     * @throws RejectedException with all that is wrong
     */
    static LogSearch readOfStream(MultivaluedMap<String, String> asked, Optional<String> last, Instant now) {
        return read(new QueryParams(asked, KEYS_OF_STREAM), last, now);
    }

    private static LogSearch read(QueryParams asked, Optional<String> last, Instant now) {
        LogSearch search = new LogSearch(
                asked.number("tail", 0, MAX, USUAL),
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

    /** Whether more than the newest {@code tail} lines must be looked through. */
    boolean isPicky() {
        return onlyMarked || stream.isPresent() || since.isPresent();
    }
}

package io.dogwatch.web.log;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.view.QueryService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the newest lines of logs, for the page, the API and those who follow. Safe for use by many threads. */
public final class LogQuery {

    /** Where only some lines are wanted, so many of the newest are looked through: the engine reads backwards to the first. */
    private static final int LOOKED_THROUGH = 10_000;

    /** Lines of one stamp are counted, so the newest is read with some before it. */
    private static final int LEAST = 50;

    private static final int MAX_BYTES = 1 << 20;

    private final Fleet fleet;
    private final QueryService sight;
    private final Redaction redaction;

    /** @param redaction takes secrets out of lines */
    public LogQuery(Fleet fleet, QueryService sight, Redaction redaction) {
        this.fleet = fleet;
        this.sight = sight;
        this.redaction = redaction;
    }

    /**
     * The newest lines, so many of them. Asks the engine.
     *
     * @throws jakarta.ws.rs.NotFoundException if there is no such target
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    public LogAnswer newest(TargetId id, int lines) {
        return read(id, LogSearch.newest(lines));
    }

    /**
     * Asks the engine.
     *
     * @throws jakarta.ws.rs.NotFoundException if there is no such target
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    LogAnswer read(TargetId id, LogSearch search) {
        return read(id, search, lines(LogPosition.beginning("")));
    }

    /**
     * The same.
     *
     * @param lines told of all lines that are looked through
     */
    LogAnswer read(TargetId id, LogSearch search, LogLines lines) {
        Optional<String> container = container(id);
        List<MarkedLine> all = container.isEmpty() ? List.of() : fleet.log(id, most(search), MAX_BYTES);
        container.ifPresent(its -> lines.beginAt(LogPosition.beginning(its)));
        List<LogLineReport> found = new ArrayList<>();
        for (MarkedLine line : all) {
            LogLineReport report = lines.next(line);
            if (search.fits(line)) {
                found.add(report);
            }
        }
        return new LogAnswer(
                id.host(),
                id.name(),
                container.isPresent() ? lines.place().toString() : null,
                all.size(),
                all.isEmpty() ? null : all.getFirst().line().at(),
                found.subList(Math.max(0, found.size() - search.tail()), found.size()));
    }

    /** To take a log from there on. */
    LogLines lines(LogPosition place) {
        return new LogLines(redaction, place);
    }

    private static int most(LogSearch search) {
        return search.isPicky() ? LOOKED_THROUGH : Math.max(search.tail(), LEAST);
    }

    /** Its id; empty while there is none. */
    private Optional<String> container(TargetId id) {
        return sight.view(id).state().container().map(ContainerSnapshot::id);
    }
}

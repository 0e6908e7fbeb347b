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

/** Reads the newest lines of logs. Thread-safe. */
public final class LogQuery {

    /** Number of newest lines to inspect for a filtered request: the engine reads backwards from the end. */
    private static final int MAX_INSPECTED = 10_000;

    /** Minimum number of lines to read, to count lines with equal timestamps. */
    private static final int MIN_LINES = 50;

    private static final int MAX_BYTES = 1 << 20;

    private final Fleet fleet;
    private final QueryService queries;
    private final Redaction redaction;

    /** @param redaction removes secrets from lines */
    public LogQuery(Fleet fleet, QueryService queries, Redaction redaction) {
        this.fleet = fleet;
        this.queries = queries;
        this.redaction = redaction;
    }

    /**
     * Reads the newest {@code lines} lines from the engine.
     *
     * @throws jakarta.ws.rs.NotFoundException if the target is unknown
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    public LogAnswer newest(TargetId id, int lines) {
        return read(id, LogSearch.newest(lines));
    }

    /**
     * Reads the matching lines from the engine.
     *
     * @throws jakarta.ws.rs.NotFoundException if the target is unknown
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    LogAnswer read(TargetId id, LogSearch search) {
        return read(id, search, lines(LogPosition.beginning("")));
    }

    /**
     * Reads the matching lines from the engine.
     *
     * @param lines receives every inspected line
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

    /** Returns a converter that starts at the given position. */
    LogLines lines(LogPosition place) {
        return new LogLines(redaction, place);
    }

    private static int most(LogSearch search) {
        return search.isFiltered() ? MAX_INSPECTED : Math.max(search.tail(), MIN_LINES);
    }

    /** Returns the container id; empty without a container. */
    private Optional<String> container(TargetId id) {
        return queries.view(id).state().container().map(ContainerSnapshot::id);
    }
}

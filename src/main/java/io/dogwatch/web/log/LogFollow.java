package io.dogwatch.web.log;

import io.dogwatch.docker.EngineException;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.log.LogStream.ReadResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the log of a container across restarts and interruptions of the engine's stream. Reports lines that are no
 * longer available as a gap. Not thread-safe.
 */
final class LogFollow {

    /**
     * Most reconnecting clients missed fewer lines than this. The engine reads this many lines backwards, but reads all
     * lines forwards.
     */
    private static final int NEAREST_LINES = 1000;

    private static final int ALL_LINES = -1;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final TargetId id;
    private final LogSearch search;
    private final LogLines lines;
    private final CountDownLatch over;

    /**
     * @param lines positioned after the last known line
     * @param over reaches zero at shutdown
     */
    LogFollow(Fleet fleet, TargetId id, LogSearch search, LogLines lines, CountDownLatch over) {
        this.fleet = fleet;
        this.id = id;
        this.search = search;
        this.lines = lines;
        this.over = over;
    }

    /** @param first the initial lines */
    void send(List<LogLineReport> first, LogEvents events) throws IOException, InterruptedException {
        events.ready(lines.place());
        for (LogLineReport line : first) {
            events.line(line);
        }
        events.flush();
        while (isOpen()) {
            Optional<ContainerSnapshot> container = container();
            try {
                if (container.isPresent()) {
                    switchTo(container.get(), events);
                    read(events);
                }
                awaitRunning(events);
            } catch (EngineException e) {
                events.stopped("cannot read the log: " + e.getMessage());
                pause(events);
            }
        }
    }

    /** Starts at the beginning if the container was replaced. */
    private void switchTo(ContainerSnapshot container, LogEvents events) {
        if (!lines.place().isIn(container.id())) {
            if (lines.place().nth() > 0) {
                events.gap("the container was recreated; the last lines of the previous one may be missing");
            }
            lines.beginAt(LogPosition.beginning(container.id()));
        }
    }

    /** Sends the lines after the current position until the stream ends. */
    private void read(LogEvents events) throws IOException, InterruptedException {
        if (lines.place().nth() == 0) {
            read(events, Optional.empty(), ALL_LINES);
        } else if (!read(events, Optional.of(lines.place()), NEAREST_LINES)) {
            read(events, Optional.of(lines.place()), ALL_LINES);
        }
    }

    /** @return false if the current position is not among the last {@code tail} lines; no line was sent in this case */
    private boolean read(LogEvents events, Optional<LogPosition> place, int tail)
            throws IOException, InterruptedException {
        StreamResumer resumer = new StreamResumer(lines.place());
        try (LogStream log = LogStream.open(fleet, id, place.map(LogPosition::at), tail)) {
            while (isOpen()) {
                switch (events.hasPending() ? log.now() : log.next()) {
                    case ReadResult.Line(MarkedLine line) -> {
                        StreamResumer.Relation relation = resumer.take(line.line());
                        if (relation == StreamResumer.Relation.GAP && tail == NEAREST_LINES) {
                            return false;
                        }
                        if (relation == StreamResumer.Relation.GAP) {
                            events.gap("some lines after " + lines.place().at() + " are no longer available");
                        }
                        if (relation != StreamResumer.Relation.KNOWN) {
                            take(line, events);
                        }
                        // Detects a disconnected client even if no line matches.
                        if (!events.hasPending()) {
                            events.flush();
                        }
                    }
                    case ReadResult.Nothing nothing -> events.flush();
                    case ReadResult.End end -> {
                        return true;
                    }
                }
            }
        }
        return true;
    }

    private void take(MarkedLine line, LogEvents events) throws IOException {
        events.resumed();
        if (!line.line().continued()) {
            LogLineReport report = lines.next(line);
            if (search.fits(line)) {
                events.line(report);
            }
        }
    }

    /** Waits until the log can be read again. */
    private void awaitRunning(LogEvents events) throws IOException, InterruptedException {
        pause(events);
        Optional<ContainerSnapshot> container = container();
        while (isOpen() && container.filter(LogFollow::isRunning).isEmpty()) {
            events.stopped(container
                    .map(one -> "the container is " + one.status().wireName())
                    .orElse("the container does not exist"));
            pause(events);
            container = container();
        }
    }

    private void pause(LogEvents events) throws IOException, InterruptedException {
        events.flush();
        if (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            events.flush();
        }
    }

    private boolean isOpen() {
        return over.getCount() > 0;
    }

    private static boolean isRunning(ContainerSnapshot container) {
        return container.status() == ContainerStatus.RUNNING;
    }

    private Optional<ContainerSnapshot> container() {
        return fleet.target(id).map(TargetView::state).flatMap(state -> state.container());
    }
}

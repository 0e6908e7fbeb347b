package io.dogwatch.web.log;

import io.dogwatch.docker.EngineException;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.log.LogStream.Catch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a container's log as it is written, through restarts of the container and cuts of the engine's stream. What cannot be
 * told any more is said to be missing. For one thread.
 */
final class LogFollow {

    /** Whoever comes back has mostly missed less than this. The engine reads so many backwards, and all of them forwards. */
    private static final int NEAR = 1000;

    private static final int ALL = -1;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final TargetId id;
    private final LogSearch search;
    private final LogLines lines;
    private final CountDownLatch over;

    /**
     * @param lines at the place from which it goes on
     * @param over at zero when the service ends
     */
    LogFollow(Fleet fleet, TargetId id, LogSearch search, LogLines lines, CountDownLatch over) {
        this.fleet = fleet;
        this.id = id;
        this.search = search;
        this.lines = lines;
        this.over = over;
    }

    /** @param first the lines with which it begins */
    void send(List<LogLineReport> first, LogEvents events) throws IOException, InterruptedException {
        events.ready(lines.place());
        for (LogLineReport line : first) {
            events.line(line);
        }
        events.say();
        while (goesOn()) {
            Optional<ContainerSnapshot> container = container();
            try {
                if (container.isPresent()) {
                    enter(container.get(), events);
                    read(events);
                }
                rest(events);
            } catch (EngineException e) {
                events.stopped("cannot read the log: " + e.getMessage());
                pause(events);
            }
        }
    }

    /** Perhaps the log is that of another container than before. */
    private void enter(ContainerSnapshot container, LogEvents events) {
        if (!lines.place().isIn(container.id())) {
            if (lines.place().nth() > 0) {
                events.gap("the container was recreated; the last lines of the previous one may be missing");
            }
            lines.beginAt(LogPosition.beginning(container.id()));
        }
    }

    /** Tells what follows after the place, until the stream ends. */
    private void read(LogEvents events) throws IOException, InterruptedException {
        if (lines.place().nth() == 0) {
            read(events, Optional.empty(), ALL);
        } else if (!read(events, Optional.of(lines.place()), NEAR)) {
            read(events, Optional.of(lines.place()), ALL);
        }
    }

    /** @return false if the line at the place is not among so few lines; nothing was told then */
    private boolean read(LogEvents events, Optional<LogPosition> place, int tail)
            throws IOException, InterruptedException {
        StreamResumer seam = new StreamResumer(lines.place());
        try (LogStream log = LogStream.open(fleet, id, place.map(LogPosition::at), tail)) {
            while (goesOn()) {
                switch (events.isAnyUnsaid() ? log.now() : log.next()) {
                    case Catch.Line(MarkedLine line) -> {
                        StreamResumer.Side side = seam.take(line.line());
                        if (side == StreamResumer.Side.TORN && tail == NEAR) {
                            return false;
                        }
                        if (side == StreamResumer.Side.TORN) {
                            events.gap("some lines after " + lines.place().at() + " are no longer available");
                        }
                        if (side != StreamResumer.Side.KNOWN) {
                            take(line, events);
                        }
                        // Else nobody would notice, while lines come that are not told, that no one listens any more.
                        if (!events.isAnyUnsaid()) {
                            events.say();
                        }
                    }
                    case Catch.Nothing nothing -> events.say();
                    case Catch.End end -> {
                        return true;
                    }
                }
            }
        }
        return true;
    }

    private void take(MarkedLine line, LogEvents events) throws IOException {
        events.goesOn();
        if (!line.line().continued()) {
            LogLineReport report = lines.next(line);
            if (search.fits(line)) {
                events.line(report);
            }
        }
    }

    /** Until there may be something to read again. */
    private void rest(LogEvents events) throws IOException, InterruptedException {
        pause(events);
        Optional<ContainerSnapshot> container = container();
        while (goesOn() && container.filter(LogFollow::isRunning).isEmpty()) {
            events.stopped(container
                    .map(one -> "the container is " + one.status().wireName())
                    .orElse("the container does not exist"));
            pause(events);
            container = container();
        }
    }

    private void pause(LogEvents events) throws IOException, InterruptedException {
        events.say();
        if (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            events.say();
        }
    }

    private boolean goesOn() {
        return over.getCount() > 0;
    }

    private static boolean isRunning(ContainerSnapshot container) {
        return container.status() == ContainerStatus.RUNNING;
    }

    private Optional<ContainerSnapshot> container() {
        return fleet.target(id).map(TargetView::state).flatMap(state -> state.container());
    }
}

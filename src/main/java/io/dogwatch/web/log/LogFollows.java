package io.dogwatch.web.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.events.EventStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** All who follow a log: not too many, since each has a stream of its own from the engine. Safe for use by many threads. */
public final class LogFollows implements AutoCloseable {

    static final int MAX = 32;

    private final Fleet fleet;
    private final LogQuery desk;
    private final ObjectMapper mapper;
    private final Semaphore free = new Semaphore(MAX);
    private final CountDownLatch over = new CountDownLatch(1);

    public LogFollows(Fleet fleet, LogQuery desk, ObjectMapper mapper) {
        this.fleet = fleet;
        this.desk = desk;
        this.mapper = mapper;
    }

    /**
     * Begins with the newest lines, or after the place that the search names.
     *
     * @return empty if too many follow already
     * @throws jakarta.ws.rs.NotFoundException if there is no such target
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    Optional<EventStream.Story> follow(TargetId id, LogSearch search) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            LogLines lines = desk.lines(search.from().orElse(LogPosition.beginning("")));
            List<LogLineReport> first = search.from().isPresent()
                    ? List.of()
                    : desk.read(id, search, lines).lines();
            return Optional.of(new Following(new LogFollow(fleet, id, search, lines, over), first));
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /** All end soon. */
    @Override
    public void close() {
        over.countDown();
    }

    private final class Following implements EventStream.Story {
        private final LogFollow follow;
        private final List<LogLineReport> first;

        Following(LogFollow follow, List<LogLineReport> first) {
            this.follow = follow;
            this.first = first;
        }

        @Override
        public void send(EventStream.Mouth mouth) throws IOException, InterruptedException {
            follow.send(first, new LogEvents(mouth, mapper, LogEvents.HEARTBEAT));
        }

        @Override
        public void close() {
            free.release();
        }
    }
}

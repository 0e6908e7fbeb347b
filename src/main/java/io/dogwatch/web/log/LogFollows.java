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

/** Open log streams. Limits their number, because each one holds its own stream of the engine. Thread-safe. */
public final class LogFollows implements AutoCloseable {

    static final int MAX = 32;

    private final Fleet fleet;
    private final LogQuery logs;
    private final ObjectMapper mapper;
    private final Semaphore free = new Semaphore(MAX);
    private final CountDownLatch over = new CountDownLatch(1);

    public LogFollows(Fleet fleet, LogQuery logs, ObjectMapper mapper) {
        this.fleet = fleet;
        this.logs = logs;
        this.mapper = mapper;
    }

    /**
     * Starts with the newest lines, or after the position given by the search.
     *
     * @return empty if too many streams are open
     * @throws jakarta.ws.rs.NotFoundException if the target is unknown
     * @throws io.dogwatch.docker.EngineException if the log cannot be read
     */
    Optional<EventStream.Source> follow(TargetId id, LogSearch search) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            LogLines lines = logs.lines(search.from().orElse(LogPosition.beginning("")));
            List<LogLineReport> first = search.from().isPresent()
                    ? List.of()
                    : logs.read(id, search, lines).lines();
            return Optional.of(new Following(new LogFollow(fleet, id, search, lines, over), first));
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        over.countDown();
    }

    private final class Following implements EventStream.Source {
        private final LogFollow follow;
        private final List<LogLineReport> first;

        Following(LogFollow follow, List<LogLineReport> first) {
            this.follow = follow;
            this.first = first;
        }

        @Override
        public void send(EventStream.Sink sink) throws IOException, InterruptedException {
            follow.send(first, new LogEvents(sink, mapper, LogEvents.HEARTBEAT));
        }

        @Override
        public void close() {
            free.release();
        }
    }
}

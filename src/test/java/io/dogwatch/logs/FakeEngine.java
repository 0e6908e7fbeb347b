package io.dogwatch.logs;

import io.dogwatch.docker.ContainerExamination;
import io.dogwatch.docker.ContainerSummary;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine of logs alone, in memory: each stream has its own thread, filters as engine 20.10 does (each line by its
 * stamp) or as newer ones do (all that follows the first line that fits), and can be cut, silenced or refused.
 */
final class FakeEngine implements Engine {

    private final Map<String, List<LogLine>> logs = new HashMap<>();
    private final Map<String, ContainerSnapshot> containers = new HashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private boolean filtersEachLine = true;
    private boolean silent;
    private String leftOut = "\n";
    private @Nullable EngineException refusal;
    private int opened;
    private int tails;

    private final class Stream implements Subscription {
        private final String id;
        private final Optional<Instant> since;
        private final Consumer<LogLine> onLine;
        private final Consumer<String> onEnd;
        private boolean closed;
        private boolean cut;

        Stream(String id, Optional<Instant> since, Consumer<LogLine> onLine, Consumer<String> onEnd) {
            this.id = id;
            this.since = since;
            this.onLine = onLine;
            this.onEnd = onEnd;
        }

        void run() {
            boolean found = false;
            for (int next = 0; ; next++) {
                LogLine line = take(next);
                if (line == null) {
                    break;
                }
                if (isLeftOut(line)) {
                    continue;
                }
                boolean fits = since.isEmpty() || !line.at().isBefore(since.get());
                if (fits || (found && !filtersEachLine)) {
                    found = true;
                    onLine.accept(line);
                }
            }
            if (!closed) {
                onEnd.accept("cut");
            }
        }

        private @Nullable LogLine take(int next) {
            synchronized (FakeEngine.this) {
                while (!closed && !cut && (silent || next >= log(id).size())) {
                    try {
                        FakeEngine.this.wait();
                    } catch (InterruptedException e) {
                        return null;
                    }
                }
                return closed || cut ? null : log(id).get(next);
            }
        }

        @Override
        public void close() {
            synchronized (FakeEngine.this) {
                closed = true;
                streams.remove(this);
                FakeEngine.this.notifyAll();
            }
        }
    }

    private List<LogLine> log(String id) {
        return logs.computeIfAbsent(id, of -> new ArrayList<>());
    }

    void write(String id, Instant at, String text) {
        write(id, new LogLine(at, LogLine.Source.STDOUT, text));
    }

    synchronized void write(String id, LogLine line) {
        log(id).add(line);
        notifyAll();
    }

    /** All that was written is gone, as after a rotation. */
    synchronized void rotateAway(String id) {
        log(id).clear();
    }

    synchronized void has(ContainerSnapshot container) {
        containers.put(container.id(), container);
    }

    synchronized void filterEachLine(boolean each) {
        filtersEachLine = each;
    }

    /** Streams stay open and hand out nothing more; those opened later work unless it is still so. */
    synchronized void silence(boolean now) {
        silent = now;
        notifyAll();
    }

    /** Streams leave out the lines that hold this, as an engine does that follows less fast than is written. */
    synchronized void leaveOut(String part) {
        leftOut = part;
    }

    private synchronized boolean isLeftOut(LogLine line) {
        return line.text().contains(leftOut);
    }

    /** Every call fails so until it is empty. */
    synchronized void refuse(@Nullable EngineException with) {
        refusal = with;
    }

    /** Cuts all streams, as a lost connection does; also how the stream ends when the container does. */
    synchronized void cut() {
        streams.forEach(stream -> stream.cut = true);
        streams.clear();
        notifyAll();
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int tails() {
        return tails;
    }

    synchronized int open() {
        return streams.size();
    }

    @Override
    public synchronized Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd) {
        check();
        opened++;
        Stream stream = new Stream(container.id(), since, onLine, onEnd);
        streams.add(stream);
        Thread.ofVirtual().start(stream::run);
        return stream;
    }

    @Override
    public synchronized List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline) {
        check();
        tails++;
        List<LogLine> log = log(container.id());
        return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
    }

    @Override
    public synchronized Optional<ContainerSnapshot> inspect(String idOrName) {
        check();
        return Optional.ofNullable(containers.get(idOrName));
    }

    @Override
    public Optional<ContainerExamination> examine(String idOrName, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    private void check() {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public String host() {
        return "local";
    }

    @Override
    public String endpoint() {
        return "fake";
    }

    @Override
    public void ping() {
        check();
    }

    @Override
    public EngineVersion version() {
        return new EngineVersion("fake", "1.41");
    }

    @Override
    public List<ContainerSummary> list() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String top(String id, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String createExec(String id, List<String> command, String user, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isExecRunning(String execId, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String stats(String id, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(String id, Duration stopTimeout, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void kill(String id, String signal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop(String id, Duration stopTimeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        cut();
    }
}

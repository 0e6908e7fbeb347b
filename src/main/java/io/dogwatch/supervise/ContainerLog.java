package io.dogwatch.supervise;

import io.dogwatch.docker.Engine;
import io.dogwatch.logs.LineMarker;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a container's log for display and marks its lines with the matches of the log checks. Blocks. Thread-safe. */
final class ContainerLog {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final ContainerSnapshot container;
    private final LineMarker marker;
    private final Engine engine;

    ContainerLog(ContainerSnapshot container, List<LogCheck> checks, Engine engine) {
        this.container = container;
        this.marker = new LineMarker(checks);
        this.engine = engine;
    }

    /** See {@link Fleet#log}. */
    List<MarkedLine> tail(int lines, int maxBytes) {
        return engine.logTail(container, lines, maxBytes, DEADLINE).stream()
                .map(marker::mark)
                .toList();
    }

    /** See {@link Fleet#followLog}. */
    Engine.Subscription follow(Optional<Instant> since, int tail, Consumer<MarkedLine> onLine, Consumer<String> onEnd) {
        return engine.followLog(container, since, tail, line -> onLine.accept(marker.mark(line)), onEnd);
    }
}

package io.dogwatch.logs;

import io.dogwatch.docker.LineWindows;
import io.dogwatch.docker.LogLine;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins the pieces into which the engine cuts a long line of one stream. Not thread-safe. */
final class LineJoiner {

    /** The engine's buffer: a shorter piece without a line feed is the end of an incarnation's output, and a line. */
    static final int PIECE = 16 * 1024;

    private final LineWindows windows;
    private Consumer<LogLine> sink = line -> {};
    private @Nullable Instant begunAt;

    LineJoiner(LogLine.Source source) {
        this.windows = new LineWindows(source, line -> sink.accept(line));
    }

    /** @param lines given the line once it is whole, stamped as its first piece is; a very long one in windows */
    void add(JsonEntry entry, Consumer<LogLine> lines) {
        sink = lines;
        Instant at = begunAt == null ? entry.at() : begunAt;
        windows.append(entry.text(), 0, entry.text().length, at);
        if (entry.endsLine() || entry.text().length < PIECE) {
            windows.end(at);
            begunAt = null;
        } else {
            begunAt = at;
        }
    }

    /** Whether a piece waits for the next. */
    boolean isPending() {
        return begunAt != null;
    }

    void clear() {
        begunAt = null;
        windows.clear();
    }
}

package io.dogwatch.docker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest lines up to a number of bytes. Not thread-safe. */
final class LogTail {

    private final int maxBytes;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long bytes;

    LogTail(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A line longer than the limit is truncated; its further windows are dropped. */
    void add(LogLine line) {
        if (line.continued()) {
            return;
        }
        LogLine kept = new LogLine(line.at(), line.source(), Utf8.cut(line.text(), maxBytes));
        lines.addLast(kept);
        bytes += Utf8.length(kept.text());
        while (bytes > maxBytes) {
            bytes -= Utf8.length(lines.removeFirst().text());
        }
    }

    /** Oldest first. */
    List<LogLine> lines() {
        return List.copyOf(lines);
    }
}

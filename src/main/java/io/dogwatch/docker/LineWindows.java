package io.dogwatch.docker;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Collects the bytes of one line and passes it on. A line longer than {@link #MAX_LINE} is passed on in
 * overlapping windows, and memory stays bounded for any output of a container. All ways of reading a log produce
 * the same windows. Not thread-safe.
 */
public final class LineWindows {

    /** The longest window of a line, in bytes. */
    public static final int MAX_LINE = 64 * 1024;

    /** How much of a window is at the beginning of the next one too, in bytes. */
    static final int OVERLAP = 4 * 1024;

    private final LogLine.Source source;
    private final Consumer<LogLine> sink;
    private final ByteArrayOutputStream window = new ByteArrayOutputStream(256);
    private boolean continued;

    public LineWindows(LogLine.Source source, Consumer<LogLine> sink) {
        this.source = source;
        this.sink = sink;
    }

    /** @param at the line's stamp */
    public void append(byte[] bytes, int offset, int length, Instant at) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (window.size() == MAX_LINE) {
                handOutWindow(at);
            }
            int part = Math.min(MAX_LINE - window.size(), end - from);
            window.write(bytes, from, part);
            from += part;
        }
    }

    /** The line is whole; a carriage return at its end is not part of it. */
    public void end(Instant at) {
        String text = Utf8.decode(window.toByteArray());
        handOut(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, at);
        clear();
    }

    /** Forgets what there is. */
    public void clear() {
        window.reset();
        continued = false;
    }

    private void handOutWindow(Instant at) {
        byte[] full = window.toByteArray();
        handOut(Utf8.decode(full), at);
        window.reset();
        int from = Utf8.nextStart(full, full.length - OVERLAP);
        window.write(full, from, full.length - from);
        continued = true;
    }

    private void handOut(String text, Instant at) {
        sink.accept(new LogLine(at, source, text, continued));
    }
}

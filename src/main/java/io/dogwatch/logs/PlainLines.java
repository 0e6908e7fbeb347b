package io.dogwatch.logs;

import io.dogwatch.docker.LineWindows;
import io.dogwatch.docker.LogLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines of a plain text file: all is standard output, written when it is seen. */
final class PlainLines implements LineTaker {

    private List<RequiredLiterals> patterns = List.of();
    private BlockScanner scanner = new BlockScanner(List.of());
    private final LineWindows windows = new LineWindows(LogLine.Source.STDOUT, this::line);
    private boolean withinLine;
    private @Nullable LogDeduplicator lines;
    private Instant at = Instant.EPOCH;

    @Override
    public void take(byte[] block, int from, int to, LogDeduplicator reading, Instant now) {
        if (!patterns.equals(reading.required())) {
            patterns = reading.required();
            scanner = new BlockScanner(ByteLiteral.of(patterns, ByteLiteral.Form.PLAIN));
        }
        at = now;
        lines = reading;
        int begin = from;
        if (withinLine) {
            int end = BlockScanner.lineEnd(block, from, to);
            windows.append(block, from, end - from, now);
            if (end == to) {
                return;
            }
            windows.end(now);
            withinLine = false;
            begin = end + 1;
        }
        int wholeEnd = BlockScanner.lastLineEnd(block, begin, to) + 1;
        takeWhole(block, begin, wholeEnd);
        if (wholeEnd < to) {
            windows.append(block, wholeEnd, to - wholeEnd, now);
            withinLine = true;
        }
    }

    private void takeWhole(byte[] block, int from, int to) {
        int[] found = {0, 0};
        scanner.scan(block, from, to, (begin, end) -> {
            windows.append(block, begin, end - begin, at);
            windows.end(at);
            found[0]++;
            found[1] += end + 1 - begin;
            return true;
        });
        int others = BlockScanner.lines(block, from, to) - found[0];
        if (others > 0 && lines != null) {
            lines.passNewLines(others, to - from - found[1] - others, at, at);
        }
    }

    private void line(LogLine line) {
        if (lines != null) {
            lines.newLine(line, at);
        }
    }

    @Override
    public boolean isBetweenLines() {
        return !withinLine;
    }

    @Override
    public void leave() {
        windows.clear();
        withinLine = false;
    }
}

package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes the entries of a json-file. What holds no needle is never decoded; of most of it not even the time is read: the
 * last lines of a block are enough to find the place again.
 */
final class JsonLines implements LineTaker {

    /** One would do to know the last one. */
    private static final int READ_ONE_BY_ONE = 8;

    /**
     * How many stamps before those are looked at for the latest. Of two in a row one is later than all before: each output
     * is stamped and written a line at a time.
     */
    private static final int LOOKED_BACK = 4;

    private final LineJoiner output = new LineJoiner(LogLine.Source.STDOUT);
    private final LineJoiner errors = new LineJoiner(LogLine.Source.STDERR);
    private List<RequiredLiterals> patterns = List.of();
    private BlockScanner scanner = new BlockScanner(List.of());
    private int[] found = new int[64];
    private int count;
    private int next;

    @Override
    public void take(byte[] block, int from, int to, LogDeduplicator reading, Instant now) {
        if (!patterns.equals(reading.required())) {
            patterns = reading.required();
            scanner = new BlockScanner(ByteLiteral.of(patterns, ByteLiteral.Form.JSON));
        }
        find(block, from, to);
        int oneByOne = from;
        boolean leaps = reading.isSettled() && isBetweenLines() && !hasPieces(block, from, to);
        if (leaps) {
            oneByOne = linesBack(block, from, to, READ_ONE_BY_ONE);
            leap(block, from, oneByOne, reading, now);
        }
        takeEach(block, oneByOne, to, reading, now);
    }

    private void find(byte[] block, int from, int to) {
        count = 0;
        next = 0;
        scanner.scan(block, from, to, (begin, end) -> {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = begin;
            return true;
        });
    }

    /** Whether there is an entry that is long enough to be a piece of a line. */
    private static boolean hasPieces(byte[] block, int from, int to) {
        int begin = from;
        while (to - begin > LineJoiner.PIECE) {
            int last = BlockScanner.lastLineEnd(block, begin, begin + LineJoiner.PIECE);
            if (last < begin) {
                return true;
            }
            begin = last + 1;
        }
        return false;
    }

    private static int linesBack(byte[] block, int from, int to, int lines) {
        int begin = to;
        for (int i = 0; i < lines && begin > from; i++) {
            begin = BlockScanner.lastLineEnd(block, from, begin - 1) + 1;
        }
        return begin;
    }

    private void leap(byte[] block, int from, int to, LogDeduplicator reading, Instant now) {
        if (from == to) {
            return;
        }
        long lines = BlockScanner.lines(block, from, to);
        long bytes = to - from - lines;
        for (; next < count && found[next] < to; next++) {
            int end = BlockScanner.lineEnd(block, found[next], to);
            JsonEntry.read(block, found[next], end)
                    .ifPresent(entry -> joiner(entry).add(entry, line -> reading.newLine(line, now)));
            lines--;
            bytes -= end - found[next];
        }
        Instant latest = latest(block, linesBack(block, from, to, LOOKED_BACK), to);
        reading.leap(lines, bytes, latest, now);
    }

    private static Instant latest(byte[] block, int from, int to) {
        Instant latest = Instant.EPOCH;
        for (int begin = from; begin < to; ) {
            int end = BlockScanner.lineEnd(block, begin, to);
            Instant at = LogStamp.atEnd(block, begin, end).orElse(Instant.EPOCH);
            latest = at.isAfter(latest) ? at : latest;
            begin = end + 1;
        }
        return latest;
    }

    private void takeEach(byte[] block, int from, int to, LogDeduplicator reading, Instant now) {
        for (int begin = from; begin < to; ) {
            int end = BlockScanner.lineEnd(block, begin, to);
            boolean mayMatch = next < count && found[next] == begin;
            if (mayMatch) {
                next++;
            }
            takeOne(block, begin, end, mayMatch, reading, now);
            begin = end + 1;
        }
    }

    private void takeOne(byte[] block, int from, int end, boolean mayMatch, LogDeduplicator reading, Instant now) {
        if (!mayMatch && isBetweenLines() && end - from < LineJoiner.PIECE) {
            Optional<Instant> at = LogStamp.atEnd(block, from, end);
            Optional<LogLine.Source> source = JsonEntry.source(block, from, end);
            if (at.isPresent() && source.isPresent()) {
                reading.passLine(source.get(), at.get(), end - from, now);
                return;
            }
        }
        Optional<JsonEntry> entry = JsonEntry.read(block, from, end);
        if (entry.isEmpty()) {
            reading.lost(end - from);
            return;
        }
        joiner(entry.get()).add(entry.get(), line -> reading.line(line, now));
    }

    private LineJoiner joiner(JsonEntry entry) {
        return entry.source() == LogLine.Source.STDOUT ? output : errors;
    }

    @Override
    public boolean isBetweenLines() {
        return !output.isPending() && !errors.isPending();
    }

    @Override
    public void leave() {
        output.clear();
        errors.clear();
    }
}

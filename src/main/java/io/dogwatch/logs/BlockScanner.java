package io.dogwatch.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** Finds the lines of a block of bytes that hold at least one of some needles. Immutable. */
final class BlockScanner {

    /** How many bytes before the block must be there to be looked at. */
    static final int BEFORE = 1;

    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

    private final Search search;

    /** Where nothing is known that a line must hold. */
    private record Everywhere() implements Search {
        @Override
        public int next(byte[] block, int from, int begin, int to) {
            return from;
        }

        @Override
        public int lead() {
            return 0;
        }
    }

    /** Told of each line found, in order. */
    @FunctionalInterface
    interface Found {
        /**
         * @param from the line's first byte
         * @param end its line feed
         *
         * @return whether to go on
         */
        boolean line(int from, int end);
    }

    /** @param needles none means that every line is found */
    BlockScanner(List<ByteLiteral> needles) {
        if (needles.isEmpty()) {
            search = new Everywhere();
        } else {
            search = of(needles);
        }
    }

    /** The first that suits them. */
    private static Search of(List<ByteLiteral> needles) {
        Search rare = RareByteSearch.of(needles);
        Search pair = rare == null ? BytePairSearch.of(needles) : null;
        return rare != null ? rare : pair != null ? pair : new WuManberSearch(needles);
    }

    /**
     * Tells of the lines of a block that hold a needle.
     *
     * @param from where a line begins; at least {@link #BEFORE}
     * @param to after the line feed of the last line
     */
    void scan(byte[] block, int from, int to, Found found) {
        int begin = from;
        while (begin < to) {
            int at = search.next(block, begin + search.lead(), begin, to);
            if (at >= to) {
                return;
            }
            int end = lineEnd(block, at, to);
            if (!found.line(lineBegin(block, at, begin), end)) {
                return;
            }
            begin = end + 1;
        }
    }

    private static int lineBegin(byte[] block, int at, int from) {
        int begin = at;
        while (begin > from && block[begin - 1] != '\n') {
            begin--;
        }
        return begin;
    }

    /** @return the next line feed, or {@code to} */
    static int lineEnd(byte[] block, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = lineFeeds((long) EIGHT.get(block, at));
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && block[at] != '\n') {
            at++;
        }
        return at;
    }

    /** @return the last line feed before {@code to}, or {@code from - 1} */
    static int lastLineEnd(byte[] block, int from, int to) {
        int at = to - 1;
        while (at >= from && block[at] != '\n') {
            at--;
        }
        return at;
    }

    /** How many line feeds there are. */
    static int lines(byte[] block, int from, int to) {
        int count = 0;
        int at = from;
        // From a multiple of eight on: what is not aligned is read in parts by the JVM's quick compiler.
        for (; at < to && (at & 7) != 0; at++) {
            count += block[at] == '\n' ? 1 : 0;
        }
        while (at + 8 <= to) {
            // Eight counters of a byte, which must not run over.
            int end = (int) Math.min(at + 8L * 255, to - 7);
            long counters = 0;
            for (; at < end; at += 8) {
                counters += lineFeeds((long) EIGHT.get(block, at)) >>> 7;
            }
            long pairs = (counters & EVEN_BYTES) + ((counters >>> 8) & EVEN_BYTES);
            count += (int) ((pairs * 0x0001000100010001L) >>> 48);
        }
        for (; at < to; at++) {
            count += block[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The highest bit of each byte that is a line feed. */
    private static long lineFeeds(long bytes) {
        long others = bytes ^ LINE_FEEDS;
        return ~(((others & LOW_BITS) + LOW_BITS) | others | LOW_BITS);
    }
}

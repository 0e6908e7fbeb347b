package io.dogwatch.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the lines of a block of bytes that hold at least one of some needles: all needles in one pass that looks at a part
 * of the bytes only. Immutable.
 *
 * <p>After Wu and Manber (1994): a table tells for each pair of bytes how far the scan may leap, since no needle has that
 * pair nearer to the end of its window. The window is as long as the shortest needle, so one short needle slows all.
 */
final class BlockScanner {

    /** How many bytes before the block must be there to be looked at. */
    static final int BEFORE = 1;

    /** Exact for pairs of ASCII; others share entries. 16 KiB for each target, and it stays in the first cache. */
    private static final int PAIRS = 1 << 14;

    private static final int LONGEST_WINDOW = 24;
    private static final int GROUPS = 127;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

    private final int window;

    /** How far to leap; 0 where some needle's window may end so. */
    private final byte[] leaps = new byte[PAIRS];

    /** For the latter: which group of needles that is. */
    private final byte[] groupOf = new byte[PAIRS];

    private final Windowed[][] groups;
    private final boolean takesAll;

    private record Windowed(Needle needle, int begin) {}

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
    BlockScanner(List<Needle> needles) {
        takesAll = needles.isEmpty();
        window =
                needles.stream().mapToInt(needle -> needle.bytes().length).min().orElse(1) > LONGEST_WINDOW
                        ? LONGEST_WINDOW
                        : needles.stream()
                                .mapToInt(needle -> needle.bytes().length)
                                .min()
                                .orElse(1);
        Map<Integer, List<Windowed>> byLastPair = new TreeMap<>();
        Arrays.fill(leaps, (byte) Math.max(1, window - 1));
        for (Needle needle : needles) {
            enter(new Windowed(needle, Rarity.rarest(needle.bytes(), window)), byLastPair);
        }
        groups = new Windowed[Math.min(GROUPS, byLastPair.size())][];
        List<List<Windowed>> shared = new ArrayList<>();
        byLastPair.forEach((pair, entries) -> {
            int group = shared.size() < GROUPS ? shared.size() : pair % GROUPS;
            if (group == shared.size()) {
                shared.add(new ArrayList<>());
            }
            shared.get(group).addAll(entries);
            leaps[pair] = 0;
            groupOf[pair] = (byte) group;
        });
        for (int i = 0; i < groups.length; i++) {
            groups[i] = shared.get(i).toArray(Windowed[]::new);
        }
    }

    private void enter(Windowed one, Map<Integer, List<Windowed>> byLastPair) {
        for (int i = one.begin + Math.min(1, window - 1); i < one.begin + window; i++) {
            int left = one.begin + window - 1 - i;
            for (int pair : pairs(one.needle, i)) {
                if (left == 0) {
                    byLastPair
                            .computeIfAbsent(pair, ignored -> new ArrayList<>())
                            .add(one);
                } else if (left < leaps[pair]) {
                    leaps[pair] = (byte) left;
                }
            }
        }
    }

    /** All entries that the pair ending there may have: in both cases, and with any byte before a needle of one byte. */
    private List<Integer> pairs(Needle needle, int end) {
        byte[] bytes = needle.bytes();
        List<Integer> pairs = new ArrayList<>();
        for (byte second : forms(needle, bytes[end])) {
            if (window == 1) {
                for (int first = 0; first < 128; first++) {
                    pairs.add(pair(first, second));
                }
            } else {
                for (byte first : forms(needle, bytes[end - 1])) {
                    pairs.add(pair(first, second));
                }
            }
        }
        return pairs.stream().distinct().toList();
    }

    private static byte[] forms(Needle needle, byte b) {
        boolean both = needle.ignoresCase() && Needle.capital(b) != b;
        return both ? new byte[] {b, Needle.capital(b)} : new byte[] {b};
    }

    private static int pair(int first, int second) {
        return (first & 0x7F) | (second & 0x7F) << 7;
    }

    /**
     * Tells of the lines of a block that hold a needle.
     *
     * @param from where a line begins; at least {@link #BEFORE}
     * @param to after the line feed of the last line
     */
    void scan(byte[] block, int from, int to, Found found) {
        int at = from + (takesAll ? 0 : window - 1);
        int begin = from;
        while (at < to) {
            if (!takesAll) {
                at = next(block, at, begin, to);
                if (at >= to) {
                    return;
                }
            }
            int first = lineBegin(block, at, begin);
            int end = lineEnd(block, at, to);
            if (!found.line(first, end)) {
                return;
            }
            begin = end + 1;
            at = takesAll ? begin : begin + window - 1;
        }
    }

    /** @return where the next needle's window ends, or {@code to} and more */
    private int next(byte[] block, int from, int begin, int to) {
        byte[] table = leaps;
        int longest = Math.max(1, window - 1);
        int at = from;
        while (at < to) {
            // Most of the time goes by here. Where a window may end, the leaps are 0 and one look tells for all three.
            for (int last = to - 2 * longest, leap = 1; leap > 0 && at < last; at += leap) {
                at += table[(block[at - 1] & 0x7F) | (block[at] & 0x7F) << 7];
                at += table[(block[at - 1] & 0x7F) | (block[at] & 0x7F) << 7];
                leap = table[(block[at - 1] & 0x7F) | (block[at] & 0x7F) << 7];
            }
            if (at >= to) {
                return at;
            }
            int pair = pair(block[at - 1], block[at]);
            int leap = table[pair];
            if (leap > 0) {
                at += leap;
            } else if (isThere(groups[groupOf[pair]], block, at, begin, to)) {
                return at;
            } else {
                at++;
            }
        }
        return at;
    }

    private boolean isThere(Windowed[] group, byte[] block, int end, int from, int to) {
        for (Windowed one : group) {
            if (one.needle.isAt(block, end - window + 1 - one.begin, from, to)) {
                return true;
            }
        }
        return false;
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

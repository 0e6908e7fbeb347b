package io.dogwatch.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or two needles without a rare byte, each by two bytes that seldom follow each other: both are looked for at eight places
 * with one comparison. Faster than leaping where a needle is too short to leap far. Immutable.
 */
final class BytePairSearch implements Search {

    /** From this length on, leaps are as quick. */
    private static final int LONG = 12;

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    /** By which small letters differ from capitals; whatever else is taken for the same is told apart afterwards. */
    private static final int SMALL = 0x20;

    private final Pair one;
    private final Pair other;

    /** The bytes eight times each, and what is added to a byte before it is compared. */
    private record Pair(ByteLiteral needle, int at, long first, long firstMask, long second, long secondMask) {

        static Pair of(ByteLiteral needle) {
            int at = ByteFrequency.rarest(needle.bytes(), 2);
            byte first = needle.bytes()[at];
            byte second = needle.bytes()[at + 1];
            return new Pair(
                    needle,
                    at,
                    ONES * (first & 0xFF),
                    mask(needle, first),
                    ONES * (second & 0xFF),
                    mask(needle, second));
        }

        private static long mask(ByteLiteral needle, byte b) {
            return needle.ignoresCase() && ByteLiteral.capital(b) != b ? ONES * SMALL : 0;
        }
    }

    private BytePairSearch(Pair one, Pair other) {
        this.one = one;
        this.other = other;
    }

    /** @return null if there are too many needles, one of a single byte, or only long ones */
    static @Nullable BytePairSearch of(List<ByteLiteral> needles) {
        if (needles.size() > 2
                || needles.stream().anyMatch(needle -> needle.bytes().length < 2)
                || needles.stream().allMatch(needle -> needle.bytes().length >= LONG)) {
            return null;
        }
        return new BytePairSearch(Pair.of(needles.getFirst()), Pair.of(needles.getLast()));
    }

    @Override
    public int lead() {
        return 0;
    }

    @Override
    public int next(byte[] block, int from, int begin, int to) {
        int at = from;
        for (; at < to && (at & 7) != 0; at++) {
            if (isThere(block, at, begin, to)) {
                return at;
            }
        }
        if (at + 16 <= to) {
            long eight = (long) BlockScanner.EIGHT.get(block, at);
            for (; at + 16 <= to; at += 8) {
                long after = (long) BlockScanner.EIGHT.get(block, at + 8);
                // Each byte's successor, from what has been read: what is not aligned is read in parts.
                long next = (eight >>> 8) | (after << 56);
                long some = (others((eight | one.firstMask) ^ one.first) | others((next | one.secondMask) ^ one.second))
                        & (others((eight | other.firstMask) ^ other.first)
                                | others((next | other.secondMask) ^ other.second));
                for (long hits = ~some & ~LOW_BITS; hits != 0; hits &= hits - 1) {
                    int hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
                    if (isThere(block, hit, begin, to)) {
                        return hit;
                    }
                }
                eight = after;
            }
        }
        for (; at < to; at++) {
            if (isThere(block, at, begin, to)) {
                return at;
            }
        }
        return to;
    }

    /** The highest bit of each byte that is not 0. */
    private static long others(long bytes) {
        return ((bytes & LOW_BITS) + LOW_BITS) | bytes;
    }

    private boolean isThere(byte[] block, int at, int begin, int to) {
        return one.needle.isAt(block, at - one.at, begin, to) || other.needle.isAt(block, at - other.at, begin, to);
    }
}

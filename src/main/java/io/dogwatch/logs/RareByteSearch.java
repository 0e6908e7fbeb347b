package io.dogwatch.logs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Few needles, each by a byte that is rare in logs: eight bytes are looked at with one comparison. Faster than leaping as long
 * as there are few such bytes, however short the needles are. Immutable.
 */
final class RareByteSearch implements Search {

    private static final int MAX = 3;

    /** All are tried wherever a rare byte stands. */
    private static final int MAX_NEEDLES = 8;

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final Placed[] needles;
    private final long first;
    private final long second;
    private final long third;

    private record Placed(ByteLiteral needle, int at) {}

    private RareByteSearch(Placed[] needles, List<Byte> rare) {
        this.needles = needles;
        first = (rare.getFirst() & 0xFF) * ONES;
        second = (rare.get(rare.size() / 2) & 0xFF) * ONES;
        third = (rare.getLast() & 0xFF) * ONES;
    }

    /** @return null if some needle has no such byte, or if there are too many of either */
    static @Nullable RareByteSearch of(List<ByteLiteral> needles) {
        if (needles.size() > MAX_NEEDLES) {
            return null;
        }
        Placed[] placed = new Placed[needles.size()];
        Set<Byte> rare = new LinkedHashSet<>();
        for (int i = 0; i < placed.length && rare.size() <= MAX; i++) {
            ByteLiteral needle = needles.get(i);
            int at = ByteFrequency.rareByte(needle);
            if (at < 0) {
                return null;
            }
            placed[i] = new Placed(needle, at);
            rare.add(needle.bytes()[at]);
        }
        return rare.size() > MAX ? null : new RareByteSearch(placed, List.copyOf(rare));
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
        for (; at + 8 <= to; at += 8) {
            long eight = (long) BlockScanner.EIGHT.get(block, at);
            long some = others(eight ^ first) & others(eight ^ second) & others(eight ^ third);
            for (long hits = ~some & ~LOW_BITS; hits != 0; hits &= hits - 1) {
                int hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
                if (isThere(block, hit, begin, to)) {
                    return hit;
                }
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
        for (Placed one : needles) {
            if (one.needle.isAt(block, at - one.at, begin, to)) {
                return true;
            }
        }
        return false;
    }
}

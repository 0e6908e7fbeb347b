package io.dogwatch.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All needles in one pass that looks at a part of the bytes only. Immutable.
 *
 * <p>After Wu and Manber (1994): a table tells for each pair of bytes how far the search may leap, since no needle has that
 * pair nearer to the end of its window. The window is as long as the shortest needle, so one short needle slows all.
 */
final class WuManberSearch implements Search {

    /** Exact for pairs of ASCII; others share entries. 16 KiB for each target, and it stays in the first cache. */
    private static final int PAIRS = 1 << 14;

    private static final int MAX_WINDOW = 24;
    private static final int GROUPS = 127;

    private final int window;

    /** How far to leap; 0 where some needle's window may end so. */
    private final byte[] leaps = new byte[PAIRS];

    /** For the latter: which group of needles that is. */
    private final byte[] groupOf = new byte[PAIRS];

    private final Windowed[][] groups;

    private record Windowed(ByteLiteral needle, int begin) {}

    /** @param needles at least one */
    WuManberSearch(List<ByteLiteral> needles) {
        window = Math.min(
                MAX_WINDOW,
                needles.stream().mapToInt(needle -> needle.bytes().length).min().orElseThrow());
        Map<Integer, List<Windowed>> byLastPair = new TreeMap<>();
        Arrays.fill(leaps, (byte) Math.max(1, window - 1));
        for (ByteLiteral needle : needles) {
            enter(new Windowed(needle, ByteFrequency.rarest(needle.bytes(), window)), byLastPair);
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
    private List<Integer> pairs(ByteLiteral needle, int end) {
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

    private static byte[] forms(ByteLiteral needle, byte b) {
        boolean both = needle.ignoresCase() && ByteLiteral.capital(b) != b;
        return both ? new byte[] {b, ByteLiteral.capital(b)} : new byte[] {b};
    }

    private static int pair(int first, int second) {
        return (first & 0x7F) | ((second & 0x7F) << 7);
    }

    @Override
    public int lead() {
        return window - 1;
    }

    @Override
    public int next(byte[] block, int from, int begin, int to) {
        byte[] table = leaps;
        int longest = Math.max(1, window - 1);
        int at = from;
        while (at < to) {
            // Most of the time goes by here. Where a window may end, the leaps are 0 and one look tells for all three.
            for (int last = to - 2 * longest, leap = 1; leap > 0 && at < last; at += leap) {
                at += table[(block[at - 1] & 0x7F) | ((block[at] & 0x7F) << 7)];
                at += table[(block[at - 1] & 0x7F) | ((block[at] & 0x7F) << 7)];
                leap = table[(block[at - 1] & 0x7F) | ((block[at] & 0x7F) << 7)];
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
}

package io.dogwatch.logs;

/** Knows which part of a needle is least likely to stand in a log by chance. */
final class ByteFrequency {

    /** The commonest letters of English text, then what is common in time stamps and paths. */
    private static final String COMMON = " etaoinsrhldcum0123fpgwyb456789-:./,=vk_";

    /** What else is in many lines: JSON, time stamps, and the capitals of INFO, GET, POST and the like. */
    private static final String NOT_RARE = COMMON + "TZ\"{}[]()\\EIOSNRPxjqz";

    private ByteFrequency() {}

    /** @return where the needle has a byte that is rare in logs, and has no other form; -1 if it has none */
    static int rareByte(ByteLiteral needle) {
        byte[] bytes = needle.bytes();
        for (int i = 0; i < bytes.length; i++) {
            boolean isOne = !needle.ignoresCase() || ByteLiteral.capital(bytes[i]) == bytes[i];
            if (isOne && bytes[i] > 0 && NOT_RARE.indexOf(bytes[i]) < 0) {
                return i;
            }
        }
        return -1;
    }

    /** @return where the part of that length begins */
    static int rarest(byte[] needle, int length) {
        int best = 0;
        int bestScore = -1;
        for (int begin = 0; begin + length <= needle.length; begin++) {
            int score = 0;
            for (int i = begin; i < begin + length; i++) {
                int rank = COMMON.indexOf(needle[i]);
                score += rank < 0 ? COMMON.length() : rank;
            }
            // The pair at the end is what is looked at first.
            int last = COMMON.indexOf(needle[begin + length - 1]);
            score += 2 * (last < 0 ? COMMON.length() : last);
            if (score > bestScore) {
                best = begin;
                bestScore = score;
            }
        }
        return best;
    }
}

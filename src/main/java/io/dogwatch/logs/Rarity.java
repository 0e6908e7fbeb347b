package io.dogwatch.logs;

/** Knows which part of a needle is least likely to stand in a log by chance. */
final class Rarity {

    /** The commonest letters of English text, then what is common in time stamps and paths. */
    private static final String COMMON = " etaoinsrhldcum0123fpgwyb456789-:./,=vk_";

    private Rarity() {}

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

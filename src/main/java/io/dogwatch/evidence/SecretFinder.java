package io.dogwatch.evidence;

/**
 * Finds the secret that a few letters may announce. Reads only a bounded distance around them, so the time for a
 * whole text is linear for any content. Pure.
 */
@FunctionalInterface
interface SecretFinder {

    /** @param at index of the letters, in any case. Returns {@link Span#NONE} if there is no secret. */
    Span find(String text, int at);

    /** Whether it is a letter or a digit; of other alphabets too. */
    static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    static boolean isSpace(String text, int at) {
        return at >= 0 && at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    static boolean isQuote(String text, int at) {
        return at >= 0
                && at < text.length()
                && (text.charAt(at) == '"' || text.charAt(at) == '\'' || text.charAt(at) == '`');
    }

    /** The last such character in a stretch; -1 if it has none. */
    static int last(String text, char c, int from, int to) {
        for (int at = Math.min(to, text.length()) - 1; at >= from; at--) {
            if (text.charAt(at) == c) {
                return at;
            }
        }
        return -1;
    }

    /** The first such character in a stretch; -1 if it has none. */
    static int first(String text, char c, int from, int to) {
        int most = Math.min(to, text.length());
        return from >= most ? -1 : text.indexOf(c, from, most);
    }

    /** The end of what has no white space and no quotes, at most {@code limit} characters on. */
    static int endOfWord(String text, int from, int limit) {
        int most = Math.min(text.length(), from + limit);
        int end = from;
        while (end < most && !Character.isWhitespace(text.charAt(end)) && !isQuote(text, end)) {
            end++;
        }
        return end;
    }
}

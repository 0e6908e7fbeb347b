package io.dogwatch.evidence;

import static io.dogwatch.evidence.SecretFinder.last;

/** Private keys in PEM, also where the lines of a log have something before them, or one of the ends is missing. */
final class PrivateKey {

    static final String END = "-----END ";

    private static final String BEGIN = "-----BEGIN ";
    private static final String BEHIND = "-----";
    private static final int MAX_TITLE_LENGTH = 80;

    /** An RSA key of 16384 bits has 13 KiB. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final int LEAST_LINE = 16;

    /** All lines of a key but its last are so long, or longer. */
    private static final int FULL_LINE = 64;

    private PrivateKey() {}

    /** @param at of {@code -----BEGIN } */
    static Span from(String text, int at) {
        if (!isPrivateKey(text, at)) {
            return Span.NONE;
        }
        int most = Math.min(text.length(), at + MAX_LENGTH);
        int end = text.indexOf(END, at, most);
        if (end < 0) {
            return new Span(at, most);
        }
        int title = Math.min(text.length(), end + MAX_TITLE_LENGTH);
        int behind = text.indexOf(BEHIND, Math.min(title, end + BEHIND.length()), title);
        return new Span(at, behind < 0 ? title : behind + BEHIND.length());
    }

    /**
     * @param at index of an {@code -----END } without a beginning in the text: includes the preceding lines that
     *     look like a key
     */
    static Span upTo(String text, int at) {
        if (!isPrivateKey(text, at)) {
            return Span.NONE;
        }
        int least = Math.max(0, at - MAX_LENGTH);
        int begin = last(text, '\n', least, at) + 1;
        while (begin > least) {
            int line = Math.max(least, last(text, '\n', least, begin - 1) + 1);
            if (!isOfKey(text, line, begin - 1)) {
                break;
            }
            begin = line;
        }
        return new Span(begin == 0 ? least : begin, at);
    }

    /** Where a private key begins in the line; -1 if none does. */
    static int begin(String line) {
        int at = line.indexOf(BEGIN);
        while (at >= 0 && !isPrivateKey(line, at)) {
            at = line.indexOf(BEGIN, at + 1);
        }
        return at;
    }

    /** Whether a line by itself looks like one of a key; a hash in hexadecimal does not. */
    static boolean isLineOfKey(String line) {
        String word = line.substring(line.lastIndexOf(' ') + 1).strip();
        return word.length() >= FULL_LINE
                && isOfKey(word, 0, word.length())
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase)
                && word.chars().anyMatch(Character::isDigit);
    }

    private static boolean isPrivateKey(String text, int at) {
        return text.indexOf("PRIVATE KEY", at, Math.min(text.length(), at + MAX_TITLE_LENGTH)) >= 0;
    }

    /** Whether the last word of a line is in base64, and long. */
    private static boolean isOfKey(String text, int from, int end) {
        int begin = end;
        while (begin > from && isBase64(text.charAt(begin - 1))) {
            begin--;
        }
        return end - begin >= LEAST_LINE && (begin == from || Character.isWhitespace(text.charAt(begin - 1)));
    }

    private static boolean isBase64(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '/' || c == '=';
    }
}

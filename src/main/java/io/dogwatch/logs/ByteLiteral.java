package io.dogwatch.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of plain text as its bytes stand in a log file.
 *
 * @param bytes never empty; where the case is ignored, ASCII letters are small
 */
@SuppressWarnings("ArrayRecordComponent")
record ByteLiteral(byte[] bytes, boolean ignoresCase) {

    /** How a file holds the text of a line. */
    enum Form {
        /** As it is. */
        PLAIN,
        /**
         * In a JSON string. What dockerd escapes there ({@code " \ < > &}, control characters, U+2028 and U+2029, what is
         * no UTF-8), and what another encoder might, is searched by the longest part without it.
         */
        JSON;

        private boolean isAsWritten(char c) {
            return switch (this) {
                // A replacement character stands for any bytes that are no UTF-8.
                case PLAIN -> !Character.isSurrogate(c) && c != '\uFFFD';
                case JSON -> c >= ' ' && "\"\\<>&/\u007F\u2028\u2029\uFFFD".indexOf(c) < 0 && !Character.isSurrogate(c);
            };
        }
    }

    /** @return the needles of which a line holds at least one if any pattern matches it; empty if that cannot be told */
    static List<ByteLiteral> of(List<RequiredLiterals> patterns, Form form) {
        List<ByteLiteral> needles = new ArrayList<>();
        for (RequiredLiterals pattern : patterns) {
            if (pattern.anyOf().isEmpty()) {
                return List.of();
            }
            for (String piece : pattern.anyOf()) {
                String part = longestAsWritten(piece, form);
                if (part.isEmpty()) {
                    return List.of();
                }
                String text = pattern.ignoresCase() ? part.toLowerCase(Locale.ROOT) : part;
                needles.add(new ByteLiteral(text.getBytes(StandardCharsets.UTF_8), pattern.ignoresCase()));
            }
        }
        return needles;
    }

    private static String longestAsWritten(String piece, Form form) {
        String longest = "";
        int begin = 0;
        for (int i = 0; i <= piece.length(); i++) {
            if (i == piece.length() || !form.isAsWritten(piece.charAt(i))) {
                longest = i - begin > longest.length() ? piece.substring(begin, i) : longest;
                begin = i + 1;
            }
        }
        return longest;
    }

    /** Whether the needle stands there. The bytes from {@code at} on may end before it does. */
    boolean isAt(byte[] text, int at, int from, int to) {
        if (at < from || at + bytes.length > to) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            byte b = text[at + i];
            if (b != bytes[i] && !(ignoresCase && small(b) == bytes[i])) {
                return false;
            }
        }
        return true;
    }

    static byte small(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    static byte capital(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }
}

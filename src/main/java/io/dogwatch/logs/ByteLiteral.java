package io.dogwatch.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of plain text, as bytes of a log file.
 *
 * @param bytes never empty; if case is ignored, ASCII letters are lower case
 */
@SuppressWarnings("ArrayRecordComponent")
record ByteLiteral(byte[] bytes, boolean ignoresCase) {

    /** How a file holds the text of a line. */
    enum Form {
        /** As it is. */
        PLAIN,
        /**
         * Text in a JSON string. Characters that dockerd escapes there ({@code " \ < > &}, control characters,
         * U+2028 and U+2029, invalid UTF-8), or that another encoder may escape, are excluded by searching for the
         * longest part without them.
         */
        JSON;

        private boolean isAsWritten(char c) {
            return switch (this) {
                // A replacement character represents any bytes of invalid UTF-8.
                case PLAIN -> !Character.isSurrogate(c) && c != '\uFFFD';
                case JSON -> c >= ' ' && "\"\\<>&/\u007F\u2028\u2029\uFFFD".indexOf(c) < 0 && !Character.isSurrogate(c);
            };
        }
    }

    /** @return literals, at least one of which is in each line that any pattern matches; empty if unknown */
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

    /** Whether the literal is at this position. The bytes may end before it does. */
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

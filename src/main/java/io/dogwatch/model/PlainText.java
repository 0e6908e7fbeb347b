package io.dogwatch.model;

/**
 * Makes text from a container safe to display: names, labels, log lines and probe answers are hostile. It does not
 * escape for HTML, JSON or mail headers; each output does.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * One line: every control character (line ends, ANSI escapes, NUL) and every bidirectional override becomes a
     * space, runs of spaces become one, and what is longer than {@code max} characters is cut and ends in an ellipsis.
     */
    public static String line(String text, int max) {
        if (isLine(text, max)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), max));
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHarmful(c) || c == ' ' || c == '\n' || c == '\t') {
                gap = true;
                continue;
            }
            if (gap && !line.isEmpty()) {
                line.append(' ');
            }
            gap = false;
            if (line.length() + Character.charCount(c) > max - 1) {
                return line.append('…').toString();
            }
            line.appendCodePoint(c);
        }
        return line.toString();
    }

    /** Whether it is one already; nearly all is, and a page shows thousands of them. */
    private static boolean isLine(String text, int max) {
        if (text.length() >= max) {
            return false;
        }
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    /** Several lines: line feeds and tabs stay, every other control character becomes the replacement character. */
    public static String block(String text) {
        StringBuilder block = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c != '\r') {
                block.appendCodePoint(isHarmful(c) ? '\uFFFD' : c);
            }
        });
        return block.toString();
    }

    private static boolean isHarmful(int c) {
        if (c == '\n' || c == '\t') {
            return false;
        }
        return switch (Character.getType(c)) {
            // FORMAT holds the bidirectional overrides that make a line read other than it is.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

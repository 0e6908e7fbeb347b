package io.dogwatch.notify;

import java.util.stream.Collectors;

/**
 * Wraps long lines of mail text at spaces for a terminal of 80 columns, with a hanging indent. Lines with an indent of
 * {@value #AS_IT_IS} or more are commands or URLs for copying and are kept unchanged.
 */
final class FoldedText {

    /** RFC 5322 recommends at most 78 characters without the line break. */
    private static final int WIDTH = 78;

    private static final int AS_IT_IS = 6;

    /** Prefix of log lines. */
    private static final String BAR = "| ";

    private FoldedText() {}

    static String of(String text) {
        return text.lines().map(FoldedText::folded).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String folded(String line) {
        int indent = line.length() - line.stripLeading().length();
        if (line.length() <= WIDTH || indent >= AS_IT_IS) {
            return line;
        }
        String margin = " ".repeat(indent) + (line.startsWith(BAR, indent) ? BAR + "  " : "");
        StringBuilder folded = new StringBuilder();
        int from = 0;
        int first = margin.length();
        int width = WIDTH;
        while (line.length() - from > width) {
            int at = line.lastIndexOf(' ', from + width);
            if (at <= first) {
                at = line.indexOf(' ', from + width);
            }
            if (at < 0) {
                break;
            }
            folded.append(line, from, at).append('\n').append(margin);
            from = at + 1;
            first = from;
            width = WIDTH - margin.length();
        }
        return folded.append(line, from, line.length()).toString();
    }
}

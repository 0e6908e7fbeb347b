package io.dogwatch.notify;

import java.util.stream.Collectors;

/**
 * Folds the lines of a letter's text that are too long for a terminal of 80 columns, at a space, so that what follows stands
 * under what went before. What is set in by {@value #AS_IT_IS} or more is a command or an address, to be copied as it is.
 */
final class FoldedText {

    /** RFC 5322 asks for no more than 78, not counting the line's end. */
    private static final int WIDTH = 78;

    private static final int AS_IT_IS = 6;

    /** Before a line of a log. */
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
        int room = WIDTH;
        while (line.length() - from > room) {
            int at = line.lastIndexOf(' ', from + room);
            if (at <= first) {
                at = line.indexOf(' ', from + room);
            }
            if (at < 0) {
                break;
            }
            folded.append(line, from, at).append('\n').append(margin);
            from = at + 1;
            first = from;
            room = WIDTH - margin.length();
        }
        return folded.append(line, from, line.length()).toString();
    }
}

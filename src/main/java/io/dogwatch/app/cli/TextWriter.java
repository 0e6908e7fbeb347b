package io.dogwatch.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal of 80 columns, line by line. Not thread-safe. */
final class TextWriter {

    static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();

    TextWriter line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    TextWriter blank() {
        return line("");
    }

    TextWriter paragraph(String words) {
        return labelled("", 0, words);
    }

    /**
     * A label, with a text indented to its right.
     *
     * @param label as it is written, perhaps with colours
     * @param width of the label's column
     */
    TextWriter labelled(String label, int width, String words) {
        String margin = " ".repeat(width);
        boolean first = true;
        for (String line : wrapped(words, WIDTH - width)) {
            line((first ? padded(label, width) : margin) + line);
            first = false;
        }
        return this;
    }

    /** Filled up with spaces; colours take no room. */
    static String padded(String label, int width) {
        int visible = DisplayWidth.of(label);
        return visible < width ? label + " ".repeat(width - visible) : label + (width == 0 ? "" : " ");
    }

    static String withoutColours(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "");
    }

    /** Breaks a word longer than a line at the end of the line. */
    static List<String> wrapped(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

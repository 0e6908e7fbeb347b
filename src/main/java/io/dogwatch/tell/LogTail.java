package io.dogwatch.tell;

import io.dogwatch.target.Evidence;
import io.dogwatch.target.PlainText;
import java.util.List;

/** The last lines of the newest log among the evidence, to be read in the letter itself. */
final class LogTail {

    private static final int LINES = 15;
    private static final int WIDTH = 200;

    /** A log's own lines begin with a time. */
    private static final String HEADING = "# taken at ";

    private LogTail() {}

    static List<String> of(List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        return evidence.getLast().exhibits().stream()
                .filter(exhibit -> exhibit.name().startsWith("log"))
                .findFirst()
                .map(exhibit -> lastLines(exhibit.text()))
                .orElse(List.of());
    }

    private static List<String> lastLines(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.startsWith(HEADING))
                .map(line -> PlainText.line(line, WIDTH))
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}

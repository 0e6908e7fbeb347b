package io.dogwatch.web.log;

import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.LineRedaction;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of the log of a container without secrets and control characters, as returned by the API and shown on the
 * page.
 *
 * @param id its position, from which the log can be followed
 * @param at the timestamp of the engine
 * @param stream {@code stdout} or {@code stderr}
 * @param text at most {@value #MAX_LENGTH} characters; longer text ends in an ellipsis
 * @param marks the matching markers; empty for most lines
 */
public record LogLineReport(String id, Instant at, String stream, String text, List<Mark> marks) {

    static final int MAX_LENGTH = 12_000;
    private static final int MAX_WORD_LENGTH = 512;

    /** Colour sequences are removed. Other control characters are replaced visibly. */
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;:]{0,40}m");

    /**
     * A matching marker.
     *
     * @param check the name of the check
     * @param kind {@code failure}, {@code heartbeat}, {@code ready} or {@code recovery}
     * @param pattern as configured
     */
    public record Mark(String check, String kind, String pattern) {}

    public LogLineReport {
        marks = List.copyOf(marks);
    }

    static LogLineReport of(MarkedLine line, LogPosition place, LineRedaction redaction) {
        String text =
                redaction.of(PlainText.block(COLOURS.matcher(line.line().text()).replaceAll("")));
        return new LogLineReport(
                place.toString(),
                line.line().at(),
                line.line().source() == LogLine.Source.STDERR ? "stderr" : "stdout",
                text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text,
                line.marks().stream().map(LogLineReport::mark).toList());
    }

    private static Mark mark(MarkedLine.Mark mark) {
        return new Mark(
                PlainText.line(mark.check(), MAX_WORD_LENGTH),
                mark.kind(),
                PlainText.line(mark.pattern(), MAX_WORD_LENGTH));
    }

    /** Returns the markers as text, such as {@code failure of errors}; empty for most lines. */
    public String tag() {
        return marks.stream().map(mark -> mark.kind() + " of " + mark.check()).collect(Collectors.joining(", "));
    }

    /** Returns the kind of the first marker; empty for most lines. */
    public String kind() {
        return marks.isEmpty() ? "" : marks.getFirst().kind();
    }
}

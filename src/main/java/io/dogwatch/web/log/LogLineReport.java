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
 * One line of a container's log without secrets and without control characters, as the API answers it and the page shows it.
 *
 * @param id its place in the log, from which it can be followed
 * @param at the engine's time stamp
 * @param stream {@code stdout} or {@code stderr}
 * @param text at most {@value #MAX_LENGTH} characters; what is longer ends in an ellipsis
 * @param marks the markers that it holds; none for most lines
 */
public record LogLineReport(String id, Instant at, String stream, String text, List<Mark> marks) {

    static final int MAX_LENGTH = 12_000;
    private static final int MAX_WORD_LENGTH = 512;

    /** Many programs colour their logs. What else is sent to the terminal stays to be seen, as what it is not allowed to be. */
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;:]{0,40}m");

    /**
     * One marker that matches.
     *
     * @param check its name
     * @param kind {@code failure}, {@code heartbeat}, {@code ready} or {@code recovery}
     * @param pattern as it is configured
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

    /** What its markers are, such as {@code failure of errors}; empty for most. */
    public String tag() {
        return marks.stream().map(mark -> mark.kind() + " of " + mark.check()).collect(Collectors.joining(", "));
    }

    /** Of the first marker; empty for most. */
    public String kind() {
        return marks.isEmpty() ? "" : marks.getFirst().kind();
    }
}

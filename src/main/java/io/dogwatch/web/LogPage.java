package io.dogwatch.web;

import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.target.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The newest lines of a container's log, with what its log checks look for set off. */
public final class LogPage extends Page {

    private static final int LONGEST = 12_000;

    private final TargetReport target;
    private final List<Line> lines;
    private final @Nullable String trouble;

    /**
     * One line, without secrets.
     *
     * @param marks such as {@code failure of errors}; empty for most
     * @param kind of the first marker; empty for most
     */
    public record Line(Instant at, boolean stderr, String text, String marks, String kind) {

        static Line of(MarkedLine line, Redaction redaction) {
            String text = redaction.of(PlainText.block(line.line().text()));
            return new Line(
                    line.line().at(),
                    line.line().source() == LogLine.Source.STDERR,
                    text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text,
                    line.marks().stream()
                            .map(mark -> mark.kind() + " of " + mark.check())
                            .collect(Collectors.joining(", ")),
                    line.marks().isEmpty() ? "" : line.marks().getFirst().kind());
        }
    }

    /** @param trouble why there are no lines; absent if they could be had */
    LogPage(TargetReport target, List<Line> lines, @Nullable String trouble, Instant now) {
        super("log.ftlh", now);
        this.target = target;
        this.lines = List.copyOf(lines);
        this.trouble = trouble;
    }

    public TargetReport getTarget() {
        return target;
    }

    public List<Line> getLines() {
        return lines;
    }

    public @Nullable String getTrouble() {
        return trouble;
    }
}

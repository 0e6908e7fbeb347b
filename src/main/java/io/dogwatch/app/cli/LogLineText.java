package io.dogwatch.app.cli;

import io.dogwatch.target.PlainText;
import io.dogwatch.web.log.LogLineReport;
import java.util.stream.Collectors;

/**
 * A line of a log for the terminal. It says nothing to the terminal but itself: control characters are taken out here once more,
 * whoever has sent them. Stateless.
 *
 * @param withTime puts the line's time stamp before it
 * @param withMarks says of every line which markers match
 */
record LogLineText(Ink ink, boolean withTime, boolean withMarks) {

    String of(LogLineReport line) {
        String text = PlainText.block(line.text()).replace('\n', ' ');
        String shown = line.marks().isEmpty() ? text : ink.marker(line.kind(), text);
        return (withTime ? line.at() + " " : "") + shown + (isTold(line) ? ink.quiet("  " + marks(line)) : "");
    }

    /** A heartbeat may be in every line: its colour is enough, unless somebody asks for more. */
    private boolean isTold(LogLineReport line) {
        return !line.marks().isEmpty()
                && (withMarks || (ink.coloured() && !line.kind().equals("heartbeat")));
    }

    private static String marks(LogLineReport line) {
        return line.marks().stream()
                .map(mark -> PlainText.line(mark.kind() + " of " + mark.check() + ": /" + mark.pattern() + "/", 600))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

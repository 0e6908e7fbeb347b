package io.dogwatch.app.cli;

import io.dogwatch.target.PlainText;
import io.dogwatch.web.LogLineReport;
import java.util.stream.Collectors;

/**
 * A line of a log for the terminal. It says nothing to the terminal but itself: control characters are taken out here once more,
 * whoever has sent them. Stateless.
 *
 * @param withTime puts the line's time stamp before it
 * @param withMarks says which markers match also where no colour does
 */
record LogLineText(Ink ink, boolean withTime, boolean withMarks) {

    String of(LogLineReport line) {
        String text = PlainText.block(line.text()).replace('\n', ' ');
        String shown = line.marks().isEmpty() ? text : ink.marker(line.marks().getFirst().kind(), text);
        String marks = line.marks().isEmpty() || !(withMarks || ink.coloured()) ? "" : ink.quiet("  " + marks(line));
        return (withTime ? line.at() + " " : "") + shown + marks;
    }

    private static String marks(LogLineReport line) {
        return line.marks().stream()
                .map(mark -> PlainText.line(mark.kind() + " of " + mark.check() + ": /" + mark.pattern() + "/", 600))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

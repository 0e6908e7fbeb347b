package io.dogwatch.app.cli;

import io.dogwatch.model.PlainText;
import io.dogwatch.web.log.LogLineReport;
import java.util.stream.Collectors;

/**
 * A log line for the terminal. Control characters are removed again here, so a line cannot control the terminal. Stateless.
 *
 * @param withTime puts the line's time stamp before it
 * @param withMarks adds the matching markers to every line
 */
record LogLineText(Ansi ink, boolean withTime, boolean withMarks) {

    String of(LogLineReport line) {
        String text = PlainText.block(line.text()).replace('\n', ' ');
        String shown = line.marks().isEmpty() ? text : ink.marker(line.kind(), text);
        return (withTime ? line.at() + " " : "") + shown + (showsMarks(line) ? ink.quiet("  " + marks(line)) : "");
    }

    /** A heartbeat may be in every line, so its colour is enough unless markers are requested. */
    private boolean showsMarks(LogLineReport line) {
        return !line.marks().isEmpty()
                && (withMarks || (ink.coloured() && !line.kind().equals("heartbeat")));
    }

    private static String marks(LogLineReport line) {
        return line.marks().stream()
                .map(mark -> PlainText.line(mark.kind() + " of " + mark.check() + ": /" + mark.pattern() + "/", 600))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}

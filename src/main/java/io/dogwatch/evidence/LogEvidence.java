package io.dogwatch.evidence;

import com.google.re2j.Pattern;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes lines of a container's log, and those around what the markers of its checks have matched. Pure. */
final class LogEvidence {

    private static final int AROUND = 5;
    private static final int MAX_MATCHES = 5;

    private LogEvidence() {}

    static String of(List<LogLine> lines) {
        if (lines.isEmpty()) {
            return "The log is empty.\n";
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line(line)).append('\n'));
        return text.toString();
    }

    /** Of failure markers the newest matches with the lines around them, of the others the newest alone. */
    static String markers(List<LogCheck> checks, List<LogLine> lines) {
        StringBuilder text = new StringBuilder();
        for (LogCheck check : checks) {
            for (LogCheck.Marker marker : check.markers()) {
                List<Integer> matches = matches(check, marker, lines);
                text.append(kind(marker))
                        .append(" marker /")
                        .append(marker.pattern())
                        .append("/ of check ");
                text.append(check.name())
                        .append(": ")
                        .append(count(matches, lines))
                        .append('\n');
                switch (marker) {
                    case LogCheck.Marker.Failure failure -> around(text, matches, lines);
                    case LogCheck.Marker.Heartbeat heartbeat -> newest(text, matches, lines);
                    case LogCheck.Marker.Ready ready -> newest(text, matches, lines);
                    case LogCheck.Marker.Recovery recovery -> newest(text, matches, lines);
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String kind(LogCheck.Marker marker) {
        return switch (marker) {
            case LogCheck.Marker.Failure failure -> "failure";
            case LogCheck.Marker.Heartbeat heartbeat -> "heartbeat";
            case LogCheck.Marker.Ready ready -> "ready";
            case LogCheck.Marker.Recovery recovery -> "recovery";
        };
    }

    private static String count(List<Integer> matches, List<LogLine> lines) {
        String of = "the newest " + lines.size() + (lines.size() == 1 ? " line" : " lines");
        return matches.isEmpty() ? "in none of " + of : "in " + matches.size() + " of " + of;
    }

    private static List<Integer> matches(LogCheck check, LogCheck.Marker marker, List<LogLine> lines) {
        Pattern pattern = Pattern.compile(marker.pattern(), check.eventStart().isPresent() ? Pattern.MULTILINE : 0);
        List<Integer> matches = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (listens(marker.stream(), lines.get(at).source())
                    && pattern.matcher(lines.get(at).text()).find()) {
                matches.add(at);
            }
        }
        return matches;
    }

    private static boolean listens(LogCheck.Stream stream, LogLine.Source source) {
        return switch (stream) {
            case BOTH -> true;
            case STDOUT -> source == LogLine.Source.STDOUT;
            case STDERR -> source == LogLine.Source.STDERR;
        };
    }

    private static void newest(StringBuilder text, List<Integer> matches, List<LogLine> lines) {
        if (!matches.isEmpty()) {
            text.append("> ").append(line(lines.get(matches.getLast()))).append('\n');
        }
    }

    /** What two matches have around them is written once; a gap between is dots. */
    private static void around(StringBuilder text, List<Integer> all, List<LogLine> lines) {
        List<Integer> matches = all.subList(Math.max(0, all.size() - MAX_MATCHES), all.size());
        int written = matches.isEmpty() ? 0 : Math.max(0, matches.getFirst() - AROUND);
        for (int match : matches) {
            if (match - AROUND > written) {
                written = match - AROUND;
                text.append("  …\n");
            }
            for (; written <= Math.min(match + AROUND, lines.size() - 1); written++) {
                boolean isMatch = Collections.binarySearch(all, written) >= 0;
                text.append(isMatch ? "> " : "  ")
                        .append(line(lines.get(written)))
                        .append('\n');
            }
        }
    }

    private static String line(LogLine line) {
        return line.at() + (line.source() == LogLine.Source.STDERR ? " ! " : "   ") + line.text();
    }
}

package io.dogwatch.logs;

import com.google.re2j.Pattern;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Matches one line against all patterns of one target, in one pass and in time linear to the line. Immutable.
 *
 * <p>A line that lacks what a pattern {@linkplain RequiredLiterals requires} never meets the pattern.
 */
final class Markers {

    private final List<Compiled> compiled = new ArrayList<>();

    private record Compiled(int check, int marker, LogCheck.Stream stream, RequiredLiterals required, Pattern pattern) {

        boolean matches(LogLine line) {
            boolean listens =
                    switch (stream) {
                        case BOTH -> true;
                        case STDOUT -> line.source() == LogLine.Source.STDOUT;
                        case STDERR -> line.source() == LogLine.Source.STDERR;
                    };
            return listens
                    && required.mayMatch(line.text())
                    && (required.isAll() || pattern.matcher(line.text()).find());
        }
    }

    /** Told of each marker that matches a line, by the places in the lists of checks and of the check's markers. */
    @FunctionalInterface
    interface Match {
        void found(int check, int marker);
    }

    /** @throws com.google.re2j.PatternSyntaxException for a pattern that is none; the configuration never holds one */
    Markers(List<LogCheck> checks) {
        for (int check = 0; check < checks.size(); check++) {
            // In an event of several lines, ^ and $ mean each of them.
            int flags = checks.get(check).eventStart().isPresent() ? Pattern.MULTILINE : 0;
            List<LogCheck.Marker> markers = checks.get(check).markers();
            for (int marker = 0; marker < markers.size(); marker++) {
                LogCheck.Marker of = markers.get(marker);
                Pattern pattern = Pattern.compile(of.pattern(), flags);
                compiled.add(new Compiled(check, marker, of.stream(), RequiredLiterals.by(of.pattern()), pattern));
            }
        }
    }

    /** What lines must hold for any of the patterns to match, in the order of the patterns. */
    List<RequiredLiterals> required() {
        return compiled.stream().map(Compiled::required).toList();
    }

    /** @return how many markers matched */
    int match(LogLine line, Match match) {
        int matches = 0;
        for (Compiled one : compiled) {
            if (one.matches(line)) {
                matches++;
                match.found(one.check, one.marker);
            }
        }
        return matches;
    }
}

package io.dogwatch.app.cli;

import io.dogwatch.web.view.CheckReport;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One picture of all containers that fits a screen: the worst first, as many as there is room for. Stateless.
 *
 * @param columns of the screen, as are the rows
 */
record TopView(Ansi ink, Instant now, int columns, int rows) {

    private static final int MAX_NAME_LENGTH = 24;
    private static final int SHORT_NAME = 14;

    /** Columns of a screen without room for time, checks and latency, and of one without room for the latter two. */
    private static final int NARROW = 60;

    private static final int MIDDLE = 72;
    private static final String KEYS = "q quits";

    /**
     * @param targets the worst first
     * @param trouble why this may not be how it stands now; empty if it is
     */
    List<String> lines(List<TargetReport> targets, String trouble) {
        int room = rows - 4;
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold("dogwatch") + "  " + TimeFormat.seenFrom(now).absolute(now) + "  " + summary(targets));
        lines.add(trouble.isEmpty() ? ink.quiet("live  " + KEYS) : ink.bad(trouble) + "  " + KEYS);
        int width = targets.stream()
                .mapToInt(target -> DisplayWidth.of(target.name()))
                .map(length -> Math.min(length, columns < NARROW ? SHORT_NAME : MAX_NAME_LENGTH))
                .max()
                .orElse(4);
        lines.add(ink.bold(row(width, "NAME", "PHASE", "FOR", "CHECKS", "LATENCY", "FAILURE")));
        targets.stream().limit(room).forEach(target -> lines.add(row(width, target)));
        if (targets.size() > room) {
            lines.add(ink.quiet("… and " + (targets.size() - room) + " more"));
        }
        return lines.stream().map(this::cut).toList();
    }

    private static String summary(List<TargetReport> targets) {
        Map<String, Long> counts = targets.stream()
                .collect(Collectors.groupingBy(TargetReport::phase, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private String row(int width, TargetReport target) {
        String name = DisplayWidth.cut(target.name(), width);
        String phase = TextWriter.padded(ink.phase(target.phase()), 12);
        return row(
                width,
                name,
                phase,
                TimeFormat.seenFrom(now).lasting(target.since()),
                checks(target),
                latency(target),
                Optional.ofNullable(target.failure()).orElse(target.held().paused() ? "(paused)" : ""));
    }

    /** Where there is little room, what matters least is left out. */
    private String row(int width, String name, String phase, String time, String checks, String ms, String why) {
        return TextWriter.padded(name, width + 2)
                + TextWriter.padded(phase, 13)
                + (columns < NARROW ? "" : TextWriter.padded(time, 13))
                + (columns < MIDDLE ? "" : TextWriter.padded(checks, 8) + TextWriter.padded(ms, 9))
                + why;
    }

    private static String checks(TargetReport target) {
        long asked = target.checks().stream()
                .filter(check -> check.outcome() != null)
                .count();
        long well = target.checks().stream()
                .filter(check -> "healthy".equals(check.outcome()))
                .count();
        return asked == 0 ? "-" : well + "/" + asked;
    }

    /** Of the slowest check. */
    private String latency(TargetReport target) {
        return target.checks().stream()
                .map(CheckReport::latencySeconds)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .map(TimeFormat.seenFrom(now)::seconds)
                .orElse("-");
    }

    private String cut(String line) {
        // A color sequence cut in the middle would affect the next lines, so an overlong line loses its colors.
        return DisplayWidth.of(line) <= columns ? line : DisplayWidth.cut(TextWriter.withoutColours(line), columns);
    }
}

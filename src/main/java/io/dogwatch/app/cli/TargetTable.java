package io.dogwatch.app.cli;

import io.dogwatch.web.view.CheckReport;
import io.dogwatch.web.view.ContainerReport;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Containers for the terminal: the columns of {@code docker ps}, and Dogwatch's own. Stateless. */
record TargetTable(Ansi ink, Instant now) {

    /** As much of a command or image as {@code docker ps} shows of a command. */
    private static final int SHORT = 20;

    private static final int LONG = 40;

    String of(List<TargetReport> targets, OptionalInt width) {
        if (targets.isEmpty()) {
            return "No containers.\n";
        }
        Table table = new Table()
                .column("CONTAINER ID", 4, ofContainer(targets, ContainerReport::id))
                .column("IMAGE", 5, ofContainer(targets, container -> cut(container.image(), LONG)))
                .column("COMMAND", 1, ofContainer(targets, container -> '"' + cut(container.command(), SHORT) + '"'))
                .column("CREATED", 2, ofContainer(targets, container -> times().relative(container.createdAt())))
                .column("STATUS", 6, ofContainer(targets, this::status))
                .column("PORTS", 3, ofContainer(targets, container -> String.join(", ", container.ports())))
                .column("NAME", Integer.MAX_VALUE, each(targets, target -> name(target, targets)))
                .column("PHASE", Integer.MAX_VALUE, each(targets, target -> ink.phase(target.phase())))
                .column("CHECKS", 7, each(targets, this::checks));
        return table.within(width) + troubles(targets);
    }

    private TimeFormat times() {
        return TimeFormat.seenFrom(now);
    }

    private static List<String> each(List<TargetReport> targets, Function<TargetReport, String> cell) {
        return targets.stream().map(cell).toList();
    }

    private static List<String> ofContainer(List<TargetReport> targets, Function<ContainerReport, String> cell) {
        return each(
                targets,
                target -> Optional.ofNullable(target.container()).map(cell).orElse("-"));
    }

    private String status(ContainerReport container) {
        String exit = Optional.ofNullable(container.exitCode())
                .map(code -> " (" + code + ")")
                .orElse("");
        Optional<Instant> since = Optional.ofNullable(container.startedAt());
        return container.status().equals("running")
                ? since.map(at -> "up " + times().lasting(at)).orElse("up")
                : container.status() + exit;
    }

    /** With its host only where there are several. */
    static String name(TargetReport target, List<TargetReport> targets) {
        boolean several = targets.stream().map(TargetReport::host).distinct().count() > 1;
        return several ? target.host() + "/" + target.name() : target.name();
    }

    private String checks(TargetReport target) {
        List<CheckReport> asked = target.checks().stream()
                .filter(check -> check.outcome() != null)
                .toList();
        List<CheckReport> bad = asked.stream()
                .filter(check -> "unhealthy".equals(check.outcome()) || check.failing())
                .toList();
        if (asked.isEmpty()) {
            return "-";
        }
        return bad.isEmpty()
                ? asked.size() + " ok"
                : ink.bad(bad.stream().map(CheckReport::name).collect(Collectors.joining(", ")) + " unhealthy");
    }

    /** One line per failure, below the table, because they would make its rows too long. */
    private String troubles(List<TargetReport> targets) {
        List<String> lines = new ArrayList<>();
        for (TargetReport target : targets) {
            Optional.ofNullable(target.failure())
                    .ifPresent(failure -> lines.add(ink.bold(target.name()) + ": " + failure
                            + Optional.ofNullable(target.incident())
                                    .map(id -> ink.quiet(" (incident " + id + ")"))
                                    .orElse("")));
        }
        return lines.isEmpty() ? "" : "\n" + String.join("\n", lines) + "\n";
    }

    private static String cut(String text, int length) {
        return DisplayWidth.cut(text, length);
    }
}

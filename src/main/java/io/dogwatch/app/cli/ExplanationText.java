package io.dogwatch.app.cli;

import io.dogwatch.web.view.CheckReport;
import io.dogwatch.web.view.CheckStatus;
import io.dogwatch.web.view.ContainerReport;
import io.dogwatch.web.view.Explanation;
import io.dogwatch.web.view.FactReport;
import io.dogwatch.web.view.RestartBlockers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An explanation for a terminal: the failure and the next step first, then the details.
 *
 * @param withValues whether all configured values are listed, too
 */
record ExplanationText(Ansi ink, boolean withValues) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LABEL = 12;

    String of(Explanation it) {
        TextWriter lines = new TextWriter();
        head(lines, it);
        outlook(lines, it);
        checks(lines, it.checks());
        container(lines, it);
        decisions(lines, it.decisions());
        if (withValues) {
            values(lines, it.values());
        } else {
            lines.blank()
                    .paragraph("Use --values to list all " + it.values().size()
                            + " configured values with their sources.");
        }
        return lines.toString();
    }

    private void head(TextWriter lines, Explanation it) {
        Explanation.Status status = it.status();
        lines.line(ink.bold(it.name()) + " on " + it.host() + " is " + ink.phase(status.phase()) + " since "
                + time(status.since()));
        if (status.failure() != null) {
            lines.paragraph(status.failure());
        }
        lines.paragraph(status.reason() + ": " + status.reasonMeaning() + ".");
        if (!it.engine().connected()) {
            lines.paragraph("The Docker engine does not answer: " + it.engine().error());
        }
        it.labelFaults().forEach(fault -> lines.labelled("  bad label", 12, fault));
    }

    private void outlook(TextWriter lines, Explanation it) {
        lines.blank();
        label(lines, "Next", it.next().text());
        Explanation.RestartAttempt restart = it.restart();
        if (restart != null) {
            label(lines, "In progress", restart.text());
        }
        held(lines, it.held());
        var quarantine = it.pace().quarantine();
        if (quarantine != null) {
            label(lines, "Quarantine", quarantine.text() + ": " + quarantine.reasonMeaning());
        }
        if (it.mode().equals("heal")) {
            label(lines, "Budget", it.pace().budget().text());
            label(lines, "Backoff", it.pace().backoff().text());
        }
        String incident = it.status().incident();
        if (incident != null) {
            label(lines, "Incident", incident + ", open");
        }
    }

    private void held(TextWriter lines, RestartBlockers held) {
        if (held.lines().isEmpty()) {
            label(lines, "Blocked by", "none");
        } else {
            label(lines, "Blocked by", held.lines().getFirst());
            held.lines().stream().skip(1).forEach(line -> label(lines, "", line));
        }
        if (held.muted()) {
            label(lines, "Muted", "notifications are muted now");
        }
        if (!held.dependents().isEmpty()) {
            label(lines, "Dependents", String.join(", ", held.dependents()) + " failing because of it");
        }
    }

    private void checks(TextWriter lines, List<CheckStatus> checks) {
        lines.blank().line(ink.bold("Checks"));
        for (CheckStatus standing : checks) {
            CheckReport check = standing.check();
            String name = check.name().equals(check.kind()) ? check.kind() : check.kind() + " " + check.name();
            String streak = check.failures() > 0 || check.failing() ? ink.bad(standing.streak()) : standing.streak();
            lines.line("  " + TextWriter.padded(name, 20) + " " + streak
                    + (standing.severity().equals("warn") ? " (warning only)" : ""));
            if (!check.detail().isEmpty()) {
                lines.labelled("", 23, check.detail());
            }
            CheckStatus.Address address = standing.address();
            if (address != null) {
                lines.labelled("", 23, address.address() == null ? address.error() : "asked at " + address.address());
                address.skipped().forEach(other -> lines.labelled("", 23, "not at " + other));
            }
        }
    }

    private void container(TextWriter lines, Explanation it) {
        lines.blank().line(ink.bold("Container"));
        ContainerReport container = it.container();
        if (container == null) {
            lines.line("  none with this name");
        } else {
            lines.labelled("  " + TextWriter.padded("id", 20), 23, container.id() + ", image " + container.image());
            String status = container.status()
                    + (container.exitCode() == null ? "" : " with exit code " + container.exitCode())
                    + (container.startedAt() == null ? "" : ", started " + time(container.startedAt()));
            lines.labelled("  " + TextWriter.padded("status", 20), 23, status);
            lines.labelled("  " + TextWriter.padded("restart policy", 20), 23, container.restartPolicy());
        }
        lines.labelled(
                "  " + TextWriter.padded("watched by", 20),
                23,
                it.source() + ", " + it.mode() + (it.required() ? ", required" : ""));
        for (RestartBlockers.DependencyStatus dependency : it.held().dependencies()) {
            lines.labelled(
                    "  " + TextWriter.padded("depends on", 20),
                    23,
                    dependency.name() + " (" + dependency.via() + "), " + dependency.status());
        }
    }

    private void decisions(TextWriter lines, List<FactReport> facts) {
        lines.blank().line(ink.bold("Recent decisions") + ", newest first");
        if (facts.isEmpty()) {
            lines.line("  none");
        }
        for (FactReport fact : facts) {
            String what = fact.kind().equals("phase") ? fact.from() + " to " + fact.to() : fact.kind();
            String words = what
                    + (fact.reason().isEmpty() ? "" : " (" + fact.reason() + ")")
                    + (fact.detail().isEmpty() ? "" : ": " + fact.detail());
            lines.labelled("  " + ink.quiet(CLOCK.format(fact.at())), 23, words);
        }
    }

    private void values(TextWriter lines, List<Explanation.EffectiveValue> values) {
        lines.blank().line(ink.bold("Values") + " with their sources");
        for (Explanation.EffectiveValue value : values) {
            lines.labelled("  " + value.key(), 37, value.value() + " (" + value.source() + ")");
        }
    }

    private void label(TextWriter lines, String label, String words) {
        lines.labelled(ink.bold(label), LABEL, words);
    }

    private static String time(Instant at) {
        return CLOCK.format(at) + " UTC";
    }
}

package io.dogwatch.config;

import io.dogwatch.model.Check;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a valid configuration means, in a few lines for the person who wrote it. Holds no secret. */
final class SettingsSummary {

    private SettingsSummary() {}

    static String of(String file, Settings settings) {
        StringBuilder text = new StringBuilder(file)
                .append(" is valid: ")
                .append(count(settings.watch().size(), "rule"))
                .append(", ")
                .append(count(settings.hosts().size(), "host"))
                .append(", ")
                .append(mail(settings))
                .append(settings.store().postgres().isPresent() ? ", a PostgreSQL database" : "")
                .append(", data in ")
                .append(settings.store().dataDir())
                .append('.');
        settings.hosts()
                .forEach(host -> text.append("\n  host ")
                        .append(host.host())
                        .append("  ")
                        .append(host.endpoint()));
        settings.watch().forEach(rule -> text.append("\n  rule ").append(rule(rule)));
        if (settings.watch().isEmpty()) {
            text.append("\n  No rules: containers with dogwatch labels are restarted, all others are only observed.");
        }
        settings.hold()
                .maintenance()
                .forEach(order -> text.append("\n  ")
                        .append(order.word())
                        .append("  ")
                        .append(order.scope())
                        .append("  ")
                        .append(order.when()));
        if (settings.hold().restartsDisabled()) {
            text.append("\n  Restarts are disabled.");
        }
        settings.warnings().forEach(warning -> text.append("\n  warning  ").append(warning));
        return text.toString();
    }

    private static String rule(WatchRule rule) {
        String checks = rule.checks().stream()
                .map(check -> check.name().equals(check.kind()) ? check.name() : check.kind() + " " + check.name())
                .collect(Collectors.joining(", "));
        String mode = rule.policy().mode().name().toLowerCase(Locale.ROOT);
        return rule.number() + "  " + rule.match() + (rule.required() ? " (required)" : "") + "  " + mode + "  "
                + checks + timing(rule);
    }

    private static String timing(WatchRule rule) {
        return rule.checks().stream()
                .filter(check -> check instanceof Check.Probed)
                .map(check -> Quantities.text(((Check.Probed) check).schedule().interval()))
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : "  every " + all));
    }

    private static String mail(Settings settings) {
        return settings.mail().servers().isEmpty()
                ? "mail to files in " + settings.maildir()
                : "mail to " + String.join(", ", settings.mail().recipients());
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}

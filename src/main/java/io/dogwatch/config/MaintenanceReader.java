package io.dogwatch.config;

import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code maintenance} and {@code restarts}. */
final class MaintenanceReader {

    /** Whether Dogwatch restarts containers at all. */
    enum Restarts {
        ENABLED,
        DISABLED
    }

    private static final String BY = "the configuration";

    private MaintenanceReader() {}

    static SilenceSettings read(ConfigSection root, Set<String> hosts) {
        boolean disabled = root.choice("restarts", Restarts.ENABLED) == Restarts.DISABLED;
        List<SilenceSpec> orders = new ArrayList<>();
        for (ConfigSection section : root.sections("maintenance", "maintenance window", "")) {
            order(section, hosts).ifPresent(orders::add);
        }
        return new SilenceSettings(orders, disabled);
    }

    private static Optional<SilenceSpec> order(ConfigSection section, Set<String> hosts) {
        Map<String, String> texts = new HashMap<>();
        take(section, texts, "host", "none", "the name of a host");
        take(section, texts, "name", "none", "a glob");
        take(section, texts, "label", "none", "name or name=glob");
        take(section, texts, "project", "none", "a glob");
        take(section, texts, "service", "none", "a glob");
        take(section, texts, "cron", "none", "five fields, such as 0 3 * * SUN");
        take(section, texts, "for", "none", "1m to 30d");
        take(section, texts, "timeZone", "UTC", "a name such as Europe/Berlin");
        take(section, texts, "from", "none", "a time such as 2026-12-01T22:00");
        take(section, texts, "until", "none", "a time, at most 30d after from");
        take(section, texts, "restarts", "hold", "hold, allow");
        take(section, texts, "notifications", "mute", "mute, send");
        take(section, texts, "comment", "none", "text");
        section.rejectUnknown();
        return SilenceParser.read(texts, hosts, Optional.empty(), BY, (key, message) -> {
            if (key.isEmpty()) {
                section.faultHere(message);
            } else {
                section.fault(key, message);
            }
        });
    }

    private static void take(
            ConfigSection section, Map<String, String> texts, String key, String standard, String range) {
        section.text(key, standard, range).ifPresent(text -> texts.put(key, text));
    }
}

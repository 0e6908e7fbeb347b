package io.dogwatch.config;

import io.dogwatch.hold.Order;
import io.dogwatch.hold.OrderForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be left alone: the windows of {@code maintenance}, and {@code remedies}. */
final class MaintenanceReader {

    /** What may be done at all. */
    enum Remedies {
        ALLOWED,
        STOPPED
    }

    private static final String BY = "the configuration";

    private MaintenanceReader() {}

    static HoldSettings read(Section root, Set<String> hosts) {
        boolean stopped = root.choice("remedies", Remedies.ALLOWED) == Remedies.STOPPED;
        List<Order> orders = new ArrayList<>();
        for (Section section : root.sections("maintenance", "maintenance window", "")) {
            order(section, hosts).ifPresent(orders::add);
        }
        return new HoldSettings(orders, stopped);
    }

    private static Optional<Order> order(Section section, Set<String> hosts) {
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
        take(section, texts, "remedies", "hold", "hold, allow");
        take(section, texts, "notices", "mute", "mute, tell");
        take(section, texts, "why", "none", "text");
        section.rejectUnknown();
        return OrderForm.read(texts, hosts, Optional.empty(), BY, (key, message) -> {
            if (key.isEmpty()) {
                section.faultHere(message);
            } else {
                section.fault(key, message);
            }
        });
    }

    private static void take(Section section, Map<String, String> texts, String key, String standard, String range) {
        section.text(key, standard, range).ifPresent(text -> texts.put(key, text));
    }
}

package io.dogwatch.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Former names of keys. A file or a label that still uses one is refused, and the error names the new key. Stateless. */
final class RenamedKeys {

    private static final Map<String, String> POLICY = Map.of(
            "verifyWithin", "recoveryTimeout",
            "futileAfter", "giveUpAfter",
            "actAfter", "restartDelay");

    private static final Map<String, String> TLS = Map.of("daysLeft", "minValidityDays");

    /** By section, as {@link ConfigSection} names its shapes: the former key and the key that replaces it. */
    static final Map<String, Map<String, String>> TABLE = table();

    private RenamedKeys() {}

    private static Map<String, Map<String, String>> table() {
        Map<String, Map<String, String>> table = new HashMap<>();
        table.put(
                "top level",
                Map.of(
                        "resyncEvery", "resyncInterval",
                        "remedies", "restarts",
                        "access", "auth",
                        "page", "statusPage"));
        table.put("defaults", POLICY);
        table.put("watch rule", POLICY);
        table.put("labels", POLICY);
        table.put("remedy", Map.of("patience", "timeout"));
        table.put("watchdog", Map.of("patience", "timeout"));
        table.put("budget", Map.of("release", "quarantine"));
        table.put("http check", TLS);
        table.put("tcp check", TLS);
        table.put("grpc check", TLS);
        table.put("heartbeat marker", Map.of("every", "interval"));
        table.put("heartbeat", Map.of("every", "interval"));
        table.put("host", Map.of("callDeadline", "requestTimeout"));
        table.put("notify", Map.of("gather", "groupInterval", "remindEvery", "repeatInterval"));
        table.put("route", Map.of("also", "continue"));
        table.put(
                "store",
                Map.of(
                        "folder", "dataDir",
                        "keepFor", "retention",
                        "keepSize", "retentionSize",
                        "keepHistory", "historyRetention"));
        table.put("session", Map.of("idle", "idleTimeout", "most", "maxLifetime"));
        table.put(
                "maintenance window",
                Map.of(
                        "remedies", "restarts",
                        "notices", "notifications",
                        "why", "comment"));
        return Map.copyOf(table);
    }

    /** Returns the key that replaces this one in a section of the shape; empty if the key never had another name. */
    static Optional<String> of(String shape, String key) {
        return Optional.ofNullable(TABLE.getOrDefault(shape, Map.of()).get(key));
    }

    /** Returns the former name of a key in a section of the shape; empty if it never had another name. */
    static Optional<String> former(String shape, String key) {
        return TABLE.getOrDefault(shape, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Returns the full name of the label that replaces a label with a former key as its first word.
     *
     * @param path the words of the label's name after {@code dogwatch.}
     */
    static Optional<String> ofLabel(List<String> path) {
        return of("labels", path.getFirst()).map(first -> {
            List<String> words = new ArrayList<>(path);
            words.set(0, first);
            return "dogwatch." + String.join(".", words);
        });
    }

    /** The sentence of the error. */
    static String message(String key) {
        return "renamed to " + key;
    }
}

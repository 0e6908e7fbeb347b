package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSpec;
import java.util.ArrayList;
import java.util.List;

/** What has become different between two makeups, one line each: changed, {@code +} new, {@code -} gone. Pure. */
final class Changes {

    private Changes() {}

    static List<String> between(ContainerSpec before, ContainerSpec now) {
        List<String> lines = new ArrayList<>();
        now.parts().forEach((name, value) -> {
            String old = before.parts().get(name);
            if (old == null) {
                lines.add("+ " + name + ": " + value);
            } else if (!old.equals(value)) {
                lines.add("  " + name + ": " + old + " → " + value);
            }
        });
        before.parts().forEach((name, old) -> {
            if (!now.parts().containsKey(name)) {
                lines.add("- " + name + ": " + old);
            }
        });
        now.hidden().forEach((name, fingerprint) -> {
            String old = before.hidden().get(name);
            if (old == null) {
                lines.add("+ " + name + " (the value is never stored)");
            } else if (!old.isEmpty() && !fingerprint.isEmpty() && !old.equals(fingerprint)) {
                lines.add("  " + name + ": value changed (values are never stored)");
            }
        });
        before.hidden().keySet().stream()
                .filter(name -> !now.hidden().containsKey(name))
                .forEach(name -> lines.add("- " + name));
        return lines;
    }

    /** Whether fingerprints of values that are not kept could be compared. */
    static boolean sawValues(ContainerSpec before) {
        return before.hidden().values().stream().noneMatch(String::isEmpty);
    }
}

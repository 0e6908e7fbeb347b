package io.dogwatch.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings together what a rule and what a container's labels say: key by key, the rule wins. */
final class Merging {

    private Merging() {}

    /** A check keeps the kind that its rule gives it; then the rule's keys win one by one. */
    static Value.Keys of(WatchRule rule, Value.Keys labels, Reading reading) {
        Value.Keys written = rule.written().keys();
        Map<String, Value> checks = new LinkedHashMap<>();
        if (written.value("checks").orElse(Value.Keys.EMPTY) instanceof Value.Keys ruled) {
            ruled.values().forEach((name, value) -> {
                Value.Keys check = value instanceof Value.Keys keys ? keys : new Value.Keys(Map.of(), value.origin());
                String kind = rule.checks().stream()
                        .filter(read -> read.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .kind();
                labelled(labels, name)
                        .filter(text -> !text.text().equals(kind))
                        .ifPresent(text -> reading.fault(
                                text.origin(),
                                "rule " + rule.number() + " already defines this check with kind " + kind));
                checks.put(name, check.with("kind", new Value.Text(kind, value.origin())));
            });
        }
        Value.Keys all = checks.isEmpty()
                ? written
                : written.with("checks", new Value.Keys(checks, written.origin().child("checks")));
        return all.over(labels);
    }

    private static Optional<Value.Text> labelled(Value.Keys labels, String check) {
        return labels.value("checks")
                .flatMap(value -> value instanceof Value.Keys checks ? checks.value(check) : Optional.empty())
                .flatMap(value -> value instanceof Value.Keys keys ? keys.value("kind") : Optional.empty())
                .flatMap(value -> value instanceof Value.Text text ? Optional.of(text) : Optional.empty());
    }
}

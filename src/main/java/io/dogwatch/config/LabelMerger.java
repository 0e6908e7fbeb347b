package io.dogwatch.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings together what a rule and what a container's labels say: key by key, the rule wins. */
final class LabelMerger {

    private LabelMerger() {}

    /** A check keeps the kind that its rule gives it; then the rule's keys win one by one. */
    static YamlNode.Mapping of(WatchRule rule, YamlNode.Mapping labels, ParseContext reading) {
        YamlNode.Mapping written = rule.written().keys();
        Map<String, YamlNode> checks = new LinkedHashMap<>();
        if (written.value("checks").orElse(YamlNode.Mapping.EMPTY) instanceof YamlNode.Mapping ruled) {
            ruled.values().forEach((name, value) -> {
                YamlNode.Mapping check =
                        value instanceof YamlNode.Mapping keys ? keys : new YamlNode.Mapping(Map.of(), value.origin());
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
                checks.put(name, check.with("kind", new YamlNode.Text(kind, value.origin())));
            });
        }
        YamlNode.Mapping all = checks.isEmpty()
                ? written
                : written.with(
                        "checks", new YamlNode.Mapping(checks, written.origin().child("checks")));
        return all.over(labels);
    }

    private static Optional<YamlNode.Text> labelled(YamlNode.Mapping labels, String check) {
        return labels.value("checks")
                .flatMap(value -> value instanceof YamlNode.Mapping checks ? checks.value(check) : Optional.empty())
                .flatMap(value -> value instanceof YamlNode.Mapping keys ? keys.value("kind") : Optional.empty())
                .flatMap(value -> value instanceof YamlNode.Text text ? Optional.of(text) : Optional.empty());
    }
}

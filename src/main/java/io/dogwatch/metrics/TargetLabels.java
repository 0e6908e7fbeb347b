package io.dogwatch.metrics;

import io.dogwatch.target.Check;
import io.dogwatch.target.Phase;
import io.dogwatch.target.TargetId;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The label sets of one target's series, made once and used at every scrape: making them was most of a scrape's cost.
 * Safe for use by many threads.
 */
final class TargetLabels {

    private final Labels target;
    private final Map<Phase, Labels> phases = new EnumMap<>(Phase.class);
    private final List<Labels> results;
    private final Map<String, Labels> checks = new ConcurrentHashMap<>();

    TargetLabels(TargetId id) {
        target = Labels.of("host", LabelText.of(id.host()), "target", LabelText.of(id.name()));
        for (Phase phase : Phase.values()) {
            phases.put(phase, target.merge(Labels.of("phase", phase.word())));
        }
        results = RestartCounts.RESULTS.stream()
                .map(result -> target.merge(Labels.of("result", result)))
                .toList();
    }

    Labels target() {
        return target;
    }

    Labels phase(Phase phase) {
        return phases.getOrDefault(phase, target);
    }

    Labels result(int place) {
        return results.get(place);
    }

    /** A check's kind is as good as fixed; should a reload change it, its name alone would not do as the key. */
    Labels check(Check check) {
        return checks.computeIfAbsent(
                check.kind() + ' ' + check.name(),
                any -> target.merge(Labels.of("check", LabelText.of(check.name()), "kind", check.kind())));
    }
}

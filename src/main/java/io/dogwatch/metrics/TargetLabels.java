package io.dogwatch.metrics;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The label sets of one target's series, made once and used at every scrape: making them was most of a scrape's cost.
 * Safe for use by many threads.
 */
final class TargetLabels {

    private final Labels target;
    private final Map<Phase, Labels> phases = new EnumMap<>(Phase.class);
    private final List<Labels> results;
    private final Map<String, Labels> checks = new ConcurrentHashMap<>();
    private final Map<Labels, Map<String, Labels>> probePhases = new ConcurrentHashMap<>();
    private volatile @Nullable Info info;

    /** What is said of it in words, and the labels that say it. */
    private record Info(String mode, String image, Map<String, String> words, Labels labels) {

        boolean isOf(Watch watch, String itsImage, Map<String, String> itsWords) {
            return mode.equals(mode(watch)) && image.equals(itsImage) && words.equals(itsWords);
        }

        static String mode(Watch watch) {
            return watch.policy().mode().name().toLowerCase(Locale.ROOT);
        }
    }

    TargetLabels(TargetId id) {
        target = Labels.of("host", LabelText.of(id.host()), "target", LabelText.of(id.name()));
        for (Phase phase : Phase.values()) {
            phases.put(phase, target.merge(Labels.of("phase", phase.wireName())));
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

    /** Changes only with the configuration, or with the container. */
    Labels info(TargetView view) {
        String image = view.state().container().map(ContainerSnapshot::image).orElse("");
        Map<String, String> words =
                view.state().container().map(ContainerSnapshot::labels).orElse(Map.of());
        Info known = info;
        if (known == null || !known.isOf(view.watch(), image, words)) {
            String mode = Info.mode(view.watch());
            known = new Info(
                    mode,
                    image,
                    words,
                    target.merge(Labels.of(
                            "image",
                            LabelText.of(image),
                            "mode",
                            mode,
                            "project",
                            LabelText.of(words.getOrDefault(ContainerSnapshot.PROJECT_LABEL, "")),
                            "service",
                            LabelText.of(words.getOrDefault(ContainerSnapshot.SERVICE_LABEL, "")))));
            info = known;
        }
        return known.labels();
    }

    /** @param check its labels, as {@link #check} gives them */
    Labels probePhase(Labels check, String phase) {
        return probePhases
                .computeIfAbsent(check, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(phase, any -> check.add("phase", phase));
    }

    /** A check's kind is as good as fixed; should a reload change it, its name alone would not do as the key. */
    Labels check(Check check) {
        return checks.computeIfAbsent(
                check.kind() + ' ' + check.name(),
                any -> target.merge(Labels.of("check", LabelText.of(check.name()), "kind", check.kind())));
    }
}

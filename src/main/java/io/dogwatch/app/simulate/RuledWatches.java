package io.dogwatch.app.simulate;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.replay.Watches;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What rules want of one target. */
final class RuledWatches {

    private RuledWatches() {}

    static Watches of(WatchRules rules, String host, String name) {
        TargetId target = new TargetId(host, name);
        Optional<Watch> required = rules.requiredTargets(host).stream()
                .filter(watch -> watch.target().equals(target))
                .findFirst();
        Watch absent = required.orElseGet(() -> rules.watch(host, "", name, "", Map.of()));
        // The same container is looked at again and again; only its image and labels decide.
        Map<Object, Watch> known = new HashMap<>();
        return seen -> seen.map(container -> known.computeIfAbsent(
                        key(container),
                        key -> rules.watch(host, container.id(), name, container.image(), container.labels())))
                .orElse(absent);
    }

    private record Key(String id, String image, Map<String, String> labels) {}

    private static Object key(ContainerSnapshot container) {
        return new Key(container.id(), container.image(), container.labels());
    }
}

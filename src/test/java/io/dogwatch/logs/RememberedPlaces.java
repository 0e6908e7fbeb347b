package io.dogwatch.logs;

import io.dogwatch.model.TargetId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Places in memory, outliving a watcher as the journal does. */
final class RememberedPlaces implements OffsetStore {

    final Map<TargetId, String> byTarget = new ConcurrentHashMap<>();
    final AtomicInteger writes = new AtomicInteger();

    @Override
    public Optional<String> get(TargetId target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    @Override
    public void put(TargetId target, String place) {
        writes.incrementAndGet();
        byTarget.put(target, place);
    }

    @Override
    public void remove(TargetId target) {
        byTarget.remove(target);
    }
}

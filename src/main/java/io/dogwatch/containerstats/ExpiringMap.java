package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps things by name for as long as they are used, so that what belonged to vanished containers goes by itself. Safe for use by many threads. */
final class ExpiringMap<V> {

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private record Kept<V>(V value, Instant until) {}

    private final Map<String, Kept<V>> kept = new ConcurrentHashMap<>();
    private final Throttle sweeps = new Throttle(SWEEP_EVERY);

    /**
     * @param lasting how long it is kept when nobody asks for it
     * @return what is kept under the name, newly made if there is nothing
     */
    V take(String name, Instant now, Duration lasting, Supplier<V> make) {
        sweep(now);
        Instant until = now.plus(lasting);
        return kept.compute(name, (key, old) -> new Kept<>(old == null ? make.get() : old.value(), until))
                .value();
    }

    private void sweep(Instant now) {
        if (sweeps.isDue(now)) {
            kept.values().removeIf(entry -> entry.until().isBefore(now));
        }
    }

    int size() {
        return kept.size();
    }
}

package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps values by name while they are in use. Values of removed containers expire. Safe for use by many threads. */
final class ExpiringMap<V> {

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private record Kept<V>(V value, Instant until) {}

    private final Map<String, Kept<V>> kept = new ConcurrentHashMap<>();
    private final Throttle sweeps = new Throttle(SWEEP_EVERY);

    /**
     * @param lasting time for which an unused value is kept
     * @return the value of the name, created if absent
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

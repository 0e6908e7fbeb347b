package io.dogwatch.logs;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.Objects;

/** How long to wait before a log is opened again: 0.5 s, doubling to 30 s, up to a fifth shorter. Pure. */
final class ReopenBackoff {

    private static final long FIRST_MILLIS = 500;
    private static final long MAX_MILLIS = 30_000;

    private ReopenBackoff() {}

    /** @param attempt from 0; the same target and attempt always wait equally long, different targets do not */
    static Duration before(TargetId target, int attempt) {
        long full = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
        int spread = Math.floorMod(Objects.hash(target.host(), target.name(), attempt) * 0x9E3779B9, 1000);
        return Duration.ofMillis(full - full * spread / 5000);
    }
}

package io.dogwatch.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down password guessing. After some free failures, each further failure of the same key doubles the wait,
 * from 1 s on. A quarter of an hour without failure resets the wait. Thread-safe.
 */
final class LoginThrottle {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private record Failures(int number, Instant last) {}

    private final int free;
    private final Duration longest;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param free failures without any wait
     * @param longest wait, at most a quarter of an hour
     */
    LoginThrottle(int free, Duration longest) {
        this.free = free;
        this.longest = longest;
    }

    /** How long it must wait until its next attempt; zero if it need not. */
    synchronized Duration left(String key, Instant now) {
        Failures known = failures.get(key);
        if (known == null || known.number() <= free || isForgotten(known, now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(known.number() - free - 1, 20));
        Instant end = known.last().plus(wait.compareTo(longest) < 0 ? wait : longest);
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    synchronized void failed(String key, Instant now) {
        failures.merge(
                key,
                new Failures(1, now),
                (old, one) -> isForgotten(old, now) ? one : new Failures(old.number() + 1, now));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    /** Takes back one failure: that attempt was none. */
    synchronized void excuse(String key) {
        failures.computeIfPresent(
                key, (any, old) -> old.number() > 1 ? new Failures(old.number() - 1, old.last()) : null);
    }

    private static boolean isForgotten(Failures known, Instant now) {
        return !now.isBefore(known.last().plus(FORGOTTEN_AFTER));
    }
}

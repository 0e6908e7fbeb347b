package io.dogwatch.judge;

import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;

/** Calculates the delay between two restarts. */
final class BackoffCalculator {

    private BackoffCalculator() {}

    /** Returns the earliest time of the next restart; in the past if no delay applies. */
    static Instant endOf(Evaluation eval) {
        if (eval.attempt == 0 || eval.lastRestart.isEmpty()) {
            return Instant.MIN;
        }
        return eval.lastRestart.get().plus(delay(eval.policy().backoff(), eval.watch.target(), eval.attempt));
    }

    /**
     * Returns the delay after the given number of restarts. Never decreases with the number of attempts, although each
     * attempt has its own jitter.
     *
     * @param attempts at least 1
     */
    static Duration delay(Policy.Backoff backoff, TargetId target, int attempts) {
        Duration longest = Duration.ZERO;
        for (int n = 1; n <= attempts && longest.compareTo(backoff.cap()) < 0; n++) {
            Duration delay = jittered(backoff, target, n);
            longest = delay.compareTo(longest) > 0 ? delay : longest;
        }
        return longest;
    }

    private static Duration jittered(Policy.Backoff backoff, TargetId target, int attempts) {
        double grown = (double) backoff.initial().toMillis() * Math.pow(backoff.factor(), attempts - 1.0);
        double capped = Math.min(grown, (double) backoff.cap().toMillis());
        double jittered = capped * (1 + backoff.jitter() * spread(target, attempts));
        return Duration.ofMillis(Math.min((long) jittered, backoff.cap().toMillis()));
    }

    /**
     * Returns a value from -1 to 1 that depends only on target and attempt, because a replay must reproduce the
     * verdicts.
     */
    private static double spread(TargetId target, int attempts) {
        long hash = target.toString().hashCode() * 0x9E3779B97F4A7C15L + attempts;
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        return (hash & 0xFFFF) / 32767.5 - 1;
    }
}

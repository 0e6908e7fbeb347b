package io.dogwatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a notice that could not be delivered is tried again: after 10 s, doubling to 1 h, for 5 days (Postfix's too). */
final class DeliveryBackoff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX_LENGTH = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofDays(5);

    private DeliveryBackoff() {}

    /**
     * @param failures attempts that failed before this one
     * @return empty when it is time to give up
     */
    static Optional<Instant> retryAt(int failures, Instant createdAt, Instant now) {
        return retryAt(failures, createdAt, now, Duration.ZERO);
    }

    /** @param pause what the other side asks for; no more than an hour of it counts */
    static Optional<Instant> retryAt(int failures, Instant createdAt, Instant now, Duration pause) {
        if (!now.isBefore(createdAt.plus(LIFETIME))) {
            return Optional.empty();
        }
        // 10 s doubled nine times is longer than an hour.
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures, 9));
        Duration wanted = delay.compareTo(pause) > 0 ? delay : pause;
        return Optional.of(now.plus(wanted.compareTo(MAX_LENGTH) < 0 ? wanted : MAX_LENGTH));
    }
}

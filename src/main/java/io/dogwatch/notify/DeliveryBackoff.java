package io.dogwatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Backoff of failed deliveries: 10 s, doubling to 1 h, for 5 days, as in Postfix. */
final class DeliveryBackoff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX_LENGTH = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofDays(5);

    private DeliveryBackoff() {}

    /**
     * @param failures the number of previous failed attempts
     * @return empty if the notification has expired
     */
    static Optional<Instant> retryAt(int failures, Instant createdAt, Instant now) {
        return retryAt(failures, createdAt, now, Duration.ZERO);
    }

    /** @param pause the delay requested by the remote side, limited to one hour */
    static Optional<Instant> retryAt(int failures, Instant createdAt, Instant now, Duration pause) {
        if (!now.isBefore(createdAt.plus(LIFETIME))) {
            return Optional.empty();
        }
        // 10 s doubled nine times exceeds one hour.
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures, 9));
        Duration wanted = delay.compareTo(pause) > 0 ? delay : pause;
        return Optional.of(now.plus(wanted.compareTo(MAX_LENGTH) < 0 ? wanted : MAX_LENGTH));
    }
}

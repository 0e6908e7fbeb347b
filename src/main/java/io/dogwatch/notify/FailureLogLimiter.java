package io.dogwatch.notify;

import io.dogwatch.model.HumanDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a recurring failure once when it starts and once when it ends. */
final class FailureLogLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLogLimiter.class);

    private final String what;
    private volatile @Nullable Instant since;

    FailureLogLimiter(String what) {
        this.what = what;
    }

    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    void met(@Nullable String reason, Instant now) {
        if (since == null) {
            since = now;
            LOG.warn("{} failed, retrying reason=\"{}\"", what, reason);
        }
    }

    void over(Instant now) {
        Instant began = since;
        if (began != null) {
            since = null;
            LOG.info("{} recovered after={}", what, HumanDuration.of(Duration.between(began, now)));
        }
    }
}

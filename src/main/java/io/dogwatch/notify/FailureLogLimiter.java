package io.dogwatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that goes wrong again and again, told once when it begins and once when it is over. */
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

    void met(@Nullable String why, Instant now) {
        if (since == null) {
            since = now;
            LOG.warn("{} failed, retrying reason=\"{}\"", what, why);
        }
    }

    void over(Instant now) {
        Instant began = since;
        if (began != null) {
            since = null;
            LOG.info("{} recovered after={}", what, MailDurations.words(Duration.between(began, now)));
        }
    }
}

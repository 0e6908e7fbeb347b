package io.dogwatch.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Up to which instant a log is known to be read. The engine is asked for the newest line, and once that has come, all is
 * known up to the question. A line that arrives while that holds moves the instant on. Not thread-safe.
 */
final class ReadWatermark {

    /** A line older than this when it comes was not read live, so its own stamp says when it was written. */
    private static final Duration LIVE = Duration.ofSeconds(5);

    private @Nullable Question pending;
    private boolean proven;
    private Instant known = Instant.EPOCH;

    private record Question(Instant askedAt, Optional<ResumePoint.Judged> newest) {}

    Instant known() {
        return known;
    }

    /** Whether the stream that is open has been read to its end once. */
    boolean isConfirmed() {
        return proven;
    }

    /** It is not known any more. What is known of the past stays so. */
    void unproven() {
        proven = false;
        pending = null;
    }

    /**
     * The newest line was asked for.
     *
     * @param newest empty for an empty log
     */
    void asked(Optional<ResumePoint.Judged> newest, Instant askedAt) {
        // The older question stays while it is open: a follow that is asked again and again must still be found
        // stalled.
        if (pending == null) {
            pending = new Question(askedAt, newest);
        }
    }

    /**
     * Lines have come.
     *
     * @return whether that answers the question, so that the stream is proven now
     */
    boolean isAnsweredBy(Predicate<ResumePoint.Judged> hasCome) {
        if (pending == null || !pending.newest.map(hasCome::test).orElse(true)) {
            return false;
        }
        moveTo(pending.askedAt);
        pending = null;
        proven = true;
        return true;
    }

    /** Whether the newest line the engine told of has not come yet. */
    boolean isBehind() {
        return pending != null;
    }

    /** Whether a line that the engine told of this long ago has not come yet. */
    boolean isBehindFor(Duration patience, Instant now) {
        return pending != null && !now.isBefore(pending.askedAt.plus(patience));
    }

    boolean isLive(Instant stamp, Instant now) {
        return proven && stamp.isAfter(now.minus(LIVE));
    }

    void moveTo(Instant now) {
        if (now.isAfter(known)) {
            known = now;
        }
    }
}

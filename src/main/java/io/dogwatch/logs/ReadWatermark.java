package io.dogwatch.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The instant up to which a log is known to be read. Once the engine's newest line has arrived, the log is known
 * up to the time of the request. A line that arrives afterwards advances the instant. Not thread-safe.
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

    /** Whether the open stream has been read to its end once. */
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
        // The older request stays while it is open: a follow with repeated requests must still be found stalled.
        if (pending == null) {
            pending = new Question(askedAt, newest);
        }
    }

    /**
     * Records arrived lines.
     *
     * @return whether they answer the request, which proves the stream
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

    /** Whether the announced newest line has not arrived yet. */
    boolean isBehind() {
        return pending != null;
    }

    /** Whether a line announced this long ago has not arrived yet. */
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

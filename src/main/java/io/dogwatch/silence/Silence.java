package io.dogwatch.silence;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored order.
 *
 * @param id {@code config-} and a number if it comes from the configuration
 * @param madeAt by the wall clock
 * @param endedAt time of an early end by a user; it never becomes active again, for any clock value
 */
public record Silence(String id, SilenceSpec order, Instant madeAt, Optional<Instant> endedAt) {

    private static final String CONFIGURED = "config-";

    static Silence configured(int number, SilenceSpec order, Instant at) {
        return new Silence(CONFIGURED + number, order, at, Optional.empty());
    }

    /** Whether it comes from the configuration; only a change of the configuration ends it. */
    public boolean isConfigured() {
        return id.startsWith(CONFIGURED);
    }

    Silence endedAt(Instant at) {
        return new Silence(id, order, madeAt, Optional.of(at));
    }

    /** The end of the period that contains {@code at}; empty if it is inactive then. */
    public Optional<Instant> endIfOn(Instant at) {
        return endedAt.isPresent() ? Optional.empty() : order.when().endIfOn(at);
    }

    /** When it is next switched on; empty if never again. */
    public Optional<Instant> nextBegin(Instant at) {
        return endedAt.isPresent() ? Optional.empty() : order.when().nextBegin(at);
    }

    /** Whether it is on, or will be. */
    public boolean isAlive(Instant at) {
        return endIfOn(at).isPresent() || nextBegin(at).isPresent();
    }

    /** When it was or will be over for good; empty for one that recurs. */
    public Optional<Instant> overAt() {
        return endedAt.or(
                () -> order.when() instanceof SilenceSchedule.Once once ? Optional.of(once.until()) : Optional.empty());
    }
}

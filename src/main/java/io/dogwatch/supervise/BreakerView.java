package io.dogwatch.supervise;

import io.dogwatch.judge.Breaker;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The breaker of one host as pages, API and metrics see it.
 *
 * @param standing {@code closed}, {@code open} or {@code half-open}
 * @param since when it was opened; empty while it is closed
 * @param summary what opened it, in one clause; empty while it is closed
 * @param inTrouble the targets because of which it is open, those that have been failing for longest first
 * @param probe the one target that may be restarted now; empty unless it is half-open
 */
public record BreakerView(
        String standing, Optional<Instant> since, String summary, List<TargetId> inTrouble, Optional<TargetId> probe) {

    public BreakerView {
        inTrouble = List.copyOf(inTrouble);
    }

    static BreakerView of(Breaker breaker) {
        return new BreakerView(
                breaker.status(), breaker.openedAt(), breaker.summary(), breaker.inTrouble(), breaker.probe());
    }
}

package io.dogwatch.supervise;

import io.dogwatch.judge.Breaker;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Breaker of one host, for pages, API and metrics.
 *
 * @param standing {@code closed}, {@code open} or {@code half-open}
 * @param since when it opened; empty while closed
 * @param summary reason for opening in one clause; empty while closed
 * @param inTrouble the failing targets that keep it open, longest failing first
 * @param probe the target that may be restarted now; empty unless half-open
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

package io.dogwatch.judge;

import io.dogwatch.target.TargetId;
import java.time.Instant;
import java.util.Optional;

/**
 * From the first announced failure of a target to its proven recovery.
 *
 * @param id unique for ever, safe in URLs and mail headers, such as {@code local.web.3}
 * @param failingSince when the first outcome of this failure came; detection took from here to {@code openedAt}
 * @param failure what opened it
 * @param restarts how many restarts were tried
 * @param acting whether Dogwatch may heal the target (else it only tells)
 * @param notices how many notices it has given rise to; the next one's sequence number
 * @param outcome why it was closed
 */
public record Incident(
        String id,
        TargetId target,
        String image,
        Instant failingSince,
        Instant openedAt,
        Failure failure,
        int restarts,
        boolean acting,
        int notices,
        Optional<Instant> closedAt,
        Optional<Reason> outcome) {

    public Incident withRestart() {
        return new Incident(
                id, target, image, failingSince, openedAt, failure, restarts + 1, acting, notices, closedAt, outcome);
    }

    public Incident withNotice() {
        return new Incident(
                id, target, image, failingSince, openedAt, failure, restarts, acting, notices + 1, closedAt, outcome);
    }

    public Incident closed(Instant at, Reason why) {
        return new Incident(
                id,
                target,
                image,
                failingSince,
                openedAt,
                failure,
                restarts,
                acting,
                notices,
                Optional.of(at),
                Optional.of(why));
    }
}

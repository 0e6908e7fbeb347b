package io.dogwatch.judge;

import io.dogwatch.target.Severity;
import io.dogwatch.target.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * From the first announced failure of a target to its proven recovery.
 *
 * @param id unique for ever, safe in URLs and mail headers, such as {@code local.web.3}
 * @param failingSince when the first outcome of this failure came; detection took from here to {@code openedAt}
 * @param failure what opened it
 * @param restarts how many restarts were tried
 * @param severity the worst so far
 * @param children the targets that fail because of this one, sorted
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
        Severity severity,
        List<TargetId> children,
        int restarts,
        boolean acting,
        int notices,
        Optional<Instant> closedAt,
        Optional<Reason> outcome) {

    public Incident {
        // What older versions stored has neither.
        severity = Objects.requireNonNullElse(severity, Severity.CRITICAL);
        children = List.copyOf(Objects.requireNonNullElse(children, List.of()));
    }

    public Incident withRestart() {
        return with(severity, children, restarts + 1, notices, closedAt, outcome);
    }

    public Incident withNotice() {
        return with(severity, children, restarts, notices + 1, closedAt, outcome);
    }

    public Incident withSeverity(Severity worse) {
        return with(worse, children, restarts, notices, closedAt, outcome);
    }

    public Incident withChildren(List<TargetId> more) {
        return with(severity, more, restarts, notices, closedAt, outcome);
    }

    public Incident closed(Instant at, Reason why) {
        return with(severity, children, restarts, notices, Optional.of(at), Optional.of(why));
    }

    private Incident with(
            Severity newSeverity,
            List<TargetId> newChildren,
            int newRestarts,
            int newNotices,
            Optional<Instant> newClosedAt,
            Optional<Reason> newOutcome) {
        return new Incident(
                id,
                target,
                image,
                failingSince,
                openedAt,
                failure,
                newSeverity,
                newChildren,
                newRestarts,
                acting,
                newNotices,
                newClosedAt,
                newOutcome);
    }
}

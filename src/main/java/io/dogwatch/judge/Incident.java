package io.dogwatch.judge;

import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * From the first announced failure of a target to its proven recovery.
 *
 * @param id unique for ever, safe in URLs and mail headers, such as {@code local.web.3}
 * @param team whose it is, as the policy says; empty for nobody's in particular
 * @param project the Compose project; empty for none
 * @param failingSince when the first outcome of this failure came; detection took from here to {@code openedAt}
 * @param failure what opened it, or made a critical one of a warning
 * @param restarts how many restarts were tried
 * @param severity the worst so far
 * @param children the targets that fail because of this one, sorted
 * @param acting whether Dogwatch may heal the target (else it only tells)
 * @param givenUp whether people were told that nothing more is done
 * @param notices how many notices it has given rise to; the next one's sequence number
 * @param pendingNotice what people were not told since a silence was on, and are to be told if it still holds afterwards
 * @param outcome why it was closed
 */
public record Incident(
        String id,
        TargetId target,
        String image,
        String team,
        String project,
        Instant failingSince,
        Instant openedAt,
        Failure failure,
        Severity severity,
        List<TargetId> children,
        int restarts,
        boolean acting,
        boolean givenUp,
        int notices,
        Optional<Notice.Kind> pendingNotice,
        Optional<Instant> closedAt,
        Optional<Reason> outcome) {

    public Incident {
        // What older versions stored has none of them.
        team = Objects.requireNonNullElse(team, "");
        project = Objects.requireNonNullElse(project, "");
        severity = Objects.requireNonNullElse(severity, Severity.CRITICAL);
        children = List.copyOf(Objects.requireNonNullElse(children, List.of()));
        pendingNotice = Objects.requireNonNullElse(pendingNotice, Optional.empty());
    }

    public Incident withRestart() {
        return with(failure, severity, children, restarts + 1, givenUp, notices, pendingNotice);
    }

    /** One restart was called off before its call. */
    Incident withoutRestart() {
        return with(failure, severity, children, Math.max(0, restarts - 1), givenUp, notices, pendingNotice);
    }

    public Incident withNotice() {
        return with(failure, severity, children, restarts, givenUp, notices + 1, pendingNotice);
    }

    /** What was only a warning has become this. */
    Incident escalated(Failure worse) {
        return with(worse, Severity.CRITICAL, children, restarts, givenUp, notices, pendingNotice);
    }

    public Incident withChildren(List<TargetId> all) {
        return with(failure, severity, all, restarts, givenUp, notices, pendingNotice);
    }

    public Incident withGivenUp() {
        return with(failure, severity, children, restarts, true, notices, pendingNotice);
    }

    /** A person has taken it up again: if nothing helps, people are told so anew. */
    Incident withoutGivenUp() {
        return with(failure, severity, children, restarts, false, notices, pendingNotice);
    }

    /** Of several things the one that says most, which is the first of their kinds. */
    Incident withPendingNotice(Notice.Kind kind) {
        Notice.Kind most =
                pendingNotice.filter(earlier -> earlier.compareTo(kind) < 0).orElse(kind);
        return with(failure, severity, children, restarts, givenUp, notices, Optional.of(most));
    }

    /** What says as much has just been told. */
    Incident told(Notice.Kind kind) {
        return pendingNotice.filter(late -> late.compareTo(kind) >= 0).isPresent() ? withoutPendingNotice() : this;
    }

    Incident withoutPendingNotice() {
        return with(failure, severity, children, restarts, givenUp, notices, Optional.empty());
    }

    private Incident with(
            Failure itsFailure,
            Severity itsSeverity,
            List<TargetId> itsChildren,
            int itsRestarts,
            boolean isGivenUp,
            int itsNotices,
            Optional<Notice.Kind> itsOwed) {
        return new Incident(
                id,
                target,
                image,
                team,
                project,
                failingSince,
                openedAt,
                itsFailure,
                itsSeverity,
                itsChildren,
                itsRestarts,
                acting,
                isGivenUp,
                itsNotices,
                itsOwed,
                closedAt,
                outcome);
    }

    public Incident closed(Instant at, Reason why) {
        return new Incident(
                id,
                target,
                image,
                team,
                project,
                failingSince,
                openedAt,
                failure,
                severity,
                children,
                restarts,
                acting,
                givenUp,
                notices,
                Optional.empty(),
                Optional.of(at),
                Optional.of(why));
    }
}

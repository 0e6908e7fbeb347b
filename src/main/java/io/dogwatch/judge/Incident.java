package io.dogwatch.judge;

import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An incident: from the first announced failure of a target to its verified recovery.
 *
 * @param id permanently unique, safe in URLs and mail headers, such as {@code local.web.3}
 * @param team responsible team from the policy; empty for none
 * @param project the Compose project; empty for none
 * @param failingSince time of the first outcome of this failure; the detection took from here to {@code openedAt}
 * @param failure the failure that opened the incident or escalated it to critical
 * @param restarts number of restarts tried
 * @param severity the highest severity so far
 * @param children the targets that fail because of this one, sorted
 * @param acting whether Dogwatch may restart the target; otherwise it only notifies
 * @param givenUp whether a notification reported that Dogwatch has stopped restarting the target
 * @param notices number of notifications so far; the sequence number of the next one
 * @param pendingNotice notification muted by a silence, to be sent afterwards if it still applies
 * @param outcome why the incident was closed
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
        // Absent from records of older versions.
        team = Objects.requireNonNullElse(team, "");
        project = Objects.requireNonNullElse(project, "");
        severity = Objects.requireNonNullElse(severity, Severity.CRITICAL);
        children = List.copyOf(Objects.requireNonNullElse(children, List.of()));
        pendingNotice = Objects.requireNonNullElse(pendingNotice, Optional.empty());
    }

    public Incident withRestart() {
        return with(failure, severity, children, restarts + 1, givenUp, notices, pendingNotice);
    }

    /** Reverts the count of a restart cancelled before its call. */
    Incident withoutRestart() {
        return with(failure, severity, children, Math.max(0, restarts - 1), givenUp, notices, pendingNotice);
    }

    public Incident withNotice() {
        return with(failure, severity, children, restarts, givenUp, notices + 1, pendingNotice);
    }

    /** Escalates a warning to this critical failure. */
    Incident escalated(Failure worse) {
        return with(worse, Severity.CRITICAL, children, restarts, givenUp, notices, pendingNotice);
    }

    public Incident withChildren(List<TargetId> all) {
        return with(failure, severity, all, restarts, givenUp, notices, pendingNotice);
    }

    public Incident withGivenUp() {
        return with(failure, severity, children, restarts, true, notices, pendingNotice);
    }

    /** Clears the state after a manual release: the next quarantine is reported again. */
    Incident withoutGivenUp() {
        return with(failure, severity, children, restarts, false, notices, pendingNotice);
    }

    /** Keeps the most important pending notification, which is the first in the order of the kinds. */
    Incident withPendingNotice(Notice.Kind kind) {
        Notice.Kind most =
                pendingNotice.filter(earlier -> earlier.compareTo(kind) < 0).orElse(kind);
        return with(failure, severity, children, restarts, givenUp, notices, Optional.of(most));
    }

    /** Clears a pending notification that the one just sent covers. */
    Incident withNotified(Notice.Kind kind) {
        return pendingNotice.filter(pending -> pending.compareTo(kind) >= 0).isPresent()
                ? withoutPendingNotice()
                : this;
    }

    Incident withoutPendingNotice() {
        return with(failure, severity, children, restarts, givenUp, notices, Optional.empty());
    }

    private Incident with(
            Failure newFailure,
            Severity newSeverity,
            List<TargetId> newChildren,
            int newRestarts,
            boolean newGivenUp,
            int newNotices,
            Optional<Notice.Kind> newPendingNotice) {
        return new Incident(
                id,
                target,
                image,
                team,
                project,
                failingSince,
                openedAt,
                newFailure,
                newSeverity,
                newChildren,
                newRestarts,
                acting,
                newGivenUp,
                newNotices,
                newPendingNotice,
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

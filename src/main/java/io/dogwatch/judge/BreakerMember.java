package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One target as seen by the breaker of its host. Changes with the target's status, not with every outcome.
 *
 * @param since when the current failure began; empty if there is none
 * @param reached whether the failure has reached its threshold
 * @param restarted whether a restart is in progress
 * @param waiting whether only the breaker blocks the restart
 * @param recoveryTimeout maximum time to verify the recovery
 * @param scopes networks and Compose project of the container; empty if it is not running
 */
record BreakerMember(
        Sign sign,
        Optional<Instant> since,
        boolean reached,
        boolean restarted,
        boolean waiting,
        Optional<Incarnation> incarnation,
        Duration recoveryTimeout,
        Set<String> scopes) {

    enum Sign {
        /** Not counted: observed, stopped, paused, finished or missing. */
        OUTSIDE,
        /** Expected to run, but its failure says nothing about the host: quarantined, or caused by a dependency. */
        EXCUSED,
        HEALTHY,
        /** Starting or unknown; the previous sign applies. */
        PENDING,
        FAILING
    }

    static final BreakerMember NONE = new BreakerMember(
            Sign.OUTSIDE, Optional.empty(), false, false, false, Optional.empty(), Duration.ZERO, Set.of());

    static BreakerMember of(Watch watch, TargetState state) {
        Sign sign = sign(watch, state);
        // A failure and its restart can come in one verdict. Without counting that restart, the breaker would hold
        // none.
        boolean restarting = state.phase() == Phase.RESTARTING
                && state.ledger()
                        .incident()
                        .filter(incident -> incident.severity() == Severity.CRITICAL)
                        .isPresent();
        boolean failing = sign == Sign.FAILING || restarting;
        return new BreakerMember(
                sign,
                failing ? Optional.of(beginning(watch, state)) : Optional.empty(),
                failing && state.phase() != Phase.SUSPECT,
                restarting,
                failing && state.reason() == Reason.BREAKER_OPEN,
                state.container().flatMap(container -> container.incarnation()),
                watch.policy().recoveryTimeout(),
                state.container()
                        .filter(container -> container.status() == ContainerStatus.RUNNING)
                        .map(BreakerMember::scopes)
                        .orElse(Set.of()));
    }

    private static Set<String> scopes(ContainerSnapshot container) {
        Set<String> scopes = new HashSet<>();
        for (String network : container.network().addresses().keySet()) {
            scopes.add("network " + network);
        }
        if (!container.project().isEmpty()) {
            scopes.add("project " + container.project());
        }
        return scopes;
    }

    private static Sign sign(Watch watch, TargetState state) {
        if (watch.policy().mode() != Policy.Mode.HEAL || !watch.faults().isEmpty()) {
            return Sign.OUTSIDE;
        }
        return switch (state.phase()) {
            case PAUSED, STOPPED, MISSING -> Sign.OUTSIDE;
            case QUARANTINED -> Sign.EXCUSED;
            case UNKNOWN, STARTING, RESTARTING -> Sign.PENDING;
            case HEALTHY -> state.ledger().incident().isEmpty() ? Sign.HEALTHY : Sign.PENDING;
            case SUSPECT -> suspect(watch, state);
            case FAILING, BACKING_OFF -> failing(state);
        };
    }

    private static Sign suspect(Watch watch, TargetState state) {
        if (state.reason() != Reason.BELOW_THRESHOLD
                || firstFailedProbe(watch, state).isEmpty()) {
            return Sign.PENDING;
        }
        return hasFailingDependency(state) ? Sign.EXCUSED : Sign.FAILING;
    }

    private static Sign failing(TargetState state) {
        // A container that exited unseen may have been stopped on purpose, and a crash loop is specific to the
        // container.
        boolean isUnrelated = state.reason() == Reason.EXITED_UNSEEN
                || state.reason() == Reason.ALREADY_STOPPED
                || state.reason() == Reason.CRASH_LOOP;
        return isUnrelated || hasFailingDependency(state) ? Sign.EXCUSED : Sign.FAILING;
    }

    private static boolean hasFailingDependency(TargetState state) {
        return state.reason() == Reason.DEPENDENCY_FAILING
                || state.circumstances().parents().stream()
                        .anyMatch(parent -> parent.status() != ResolvedDependency.Status.HEALTHY);
    }

    private static Instant beginning(Watch watch, TargetState state) {
        return state.failingSince().or(() -> firstFailedProbe(watch, state)).orElse(state.since());
    }

    private static Optional<Instant> firstFailedProbe(Watch watch, TargetState state) {
        return watch.checks().stream()
                .filter(check -> check.thresholds().severity() == Severity.CRITICAL)
                .flatMap(check -> state.streaks().getOrDefault(check.name(), Streak.NONE).failingSince().stream())
                .min(Instant::compareTo);
    }

    /**
     * Merges this observation with the previous one: a pending target stays failing, and one failure keeps one
     * beginning. A container without a process keeps its scopes.
     */
    BreakerMember after(BreakerMember before, Instant ignoredUntil) {
        return scopes.isEmpty() && !before.scopes.isEmpty()
                ? with(sign, since, before.scopes).merged(before, ignoredUntil)
                : merged(before, ignoredUntil);
    }

    private BreakerMember merged(BreakerMember before, Instant ignoredUntil) {
        return switch (sign) {
            case OUTSIDE, EXCUSED, HEALTHY -> this;
            case PENDING -> {
                Optional<Instant> beginning = before.since.or(() -> since);
                yield beginning.isPresent() ? with(Sign.FAILING, beginning, scopes) : this;
            }
            case FAILING -> {
                boolean same = before.since
                        .filter(began ->
                                began.isAfter(ignoredUntil) || !began(this).isAfter(ignoredUntil))
                        .filter(began -> began.isBefore(began(this)))
                        .isPresent();
                yield same ? with(Sign.FAILING, before.since, scopes) : this;
            }
        };
    }

    private static Instant began(BreakerMember member) {
        return member.since.orElse(Instant.MAX);
    }

    private BreakerMember with(Sign other, Optional<Instant> beginning, Set<String> groups) {
        return new BreakerMember(other, beginning, reached, restarted, waiting, incarnation, recoveryTimeout, groups);
    }

    /** Returns whether the target counts towards the share. */
    boolean counts() {
        return sign != Sign.OUTSIDE;
    }
}

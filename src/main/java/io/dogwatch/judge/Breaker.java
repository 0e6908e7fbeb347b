package io.dogwatch.judge;

import io.dogwatch.judge.BreakerState.Closed;
import io.dogwatch.judge.BreakerState.HalfOpen;
import io.dogwatch.judge.BreakerState.Open;
import io.dogwatch.judge.BreakerState.Outage;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds restarts when many targets of one host, network or Compose project fail together. The cause is then probably outside these
 * targets, and restarting all of them would make it worse. Pure and immutable: every change returns a new breaker.
 *
 * <p>A target counts as <em>failing</em> from the first sign of its current failure (the first failed probe of a
 * critical check) until its recovery is verified. These targets do not count: observed, stopped, paused, missing or
 * quarantined targets, crash loops, containers that exited unseen, and targets that fail or may fail because of a
 * dependency. The share refers to all targets of the scope (host, network or project) in heal mode that are expected to
 * run. Only targets of a failing scope are held; a further scope that fails joins the outage.
 *
 * <ul>
 *   <li><b>Opens</b> when enough failures began within {@link BreakerPolicy#within} of each other and at least one of
 *       these targets has reached its threshold. These failures and all later ones form the <em>outage</em>; earlier
 *       failures are unrelated.
 *   <li><b>Half-opens</b> after {@code probeAfter}: one target may be restarted, namely the longest failing one of the
 *       outage that only the breaker blocks. If its new incarnation recovers within {@code recoveryTimeout}, the
 *       breaker closes: restarting works. Failures up to then do not reopen it; new failures of the same targets do.
 *       Otherwise it stays open for another {@code probeAfter}.
 *   <li><b>Closes by itself</b> when no target of the outage is failing any more, or when fewer than half of the limit
 *       have been failing for {@code within}: targets that recover a little later need no restart.
 * </ul>
 *
 * <p>Costs nothing while the status of all targets is unchanged; each change copies the table of the host's targets.
 */
public final class Breaker {

    /** How long the failures explained by a successful probe are not reported individually. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final Closed CLOSED = new Closed(Optional.empty(), Set.of());

    private final BreakerPolicy policy;
    private final Map<TargetId, BreakerMember> members;
    private final BreakerState state;

    /**
     * Failures that began no later than this do not reopen the breaker, because a probe has shown that restarting
     * works.
     */
    private final Instant ignoredUntil;

    private Breaker(
            BreakerPolicy policy, Map<TargetId, BreakerMember> members, BreakerState state, Instant ignoredUntil) {
        this.policy = policy;
        this.members = members;
        this.state = state;
        this.ignoredUntil = ignoredUntil;
    }

    /** Returns a closed breaker without targets. */
    public static Breaker closed(BreakerPolicy policy) {
        return new Breaker(policy, Map.of(), CLOSED, Instant.MIN);
    }

    /** Returns this breaker under another policy. Keeps the known targets; a disabled policy closes it. */
    public Breaker under(BreakerPolicy newPolicy, Instant now) {
        if (newPolicy.equals(policy)) {
            return this;
        }
        return newPolicy.enabled() ? new Breaker(newPolicy, members, state, ignoredUntil).next(now) : closed(newPolicy);
    }

    /**
     * Records the current state of a target.
     *
     * @param now not before the previous call's
     * @return this breaker if nothing changes
     */
    public Breaker update(Watch watch, TargetState target, Instant now) {
        if (!policy.enabled() || target.phase() == Phase.UNKNOWN) {
            // While the engine is unreachable, the last known state holds.
            return this;
        }
        return with(watch.target(), BreakerMember.of(watch, target), now);
    }

    /** Removes a target. */
    public Breaker remove(TargetId target, Instant now) {
        return with(target, BreakerMember.NONE, now);
    }

    /** Advances the time. */
    public Breaker at(Instant now) {
        boolean due = wakeAt().filter(at -> !now.isBefore(at)).isPresent();
        return due ? next(now) : this;
    }

    private Breaker with(TargetId target, BreakerMember seen, Instant now) {
        BreakerMember before = members.getOrDefault(target, BreakerMember.NONE);
        BreakerMember after = seen.after(before, ignoredUntil);
        boolean sameMember = after.equals(before) || (!after.counts() && !before.counts());
        if (sameMember) {
            return at(now);
        }
        Map<TargetId, BreakerMember> changed = new HashMap<>(members);
        if (after.counts()) {
            changed.put(target, after);
        } else {
            changed.remove(target);
        }
        return new Breaker(policy, changed, state, ignoredUntil).next(now);
    }

    /** Returns whether restarts are held; true in the half-open state as well. */
    public boolean isOpen() {
        return outage().isPresent();
    }

    /** Returns the state name used in the API and on pages: {@code closed}, {@code open} or {@code half-open}. */
    public String status() {
        return switch (state) {
            case Closed closed -> "closed";
            case Open open -> "open";
            case HalfOpen half -> "half-open";
        };
    }

    /** Returns the target that may be restarted in the half-open state. */
    public Optional<TargetId> probe() {
        return state instanceof HalfOpen half ? Optional.of(half.probe()) : Optional.empty();
    }

    /** Returns whether the breaker blocks the restart of this target. */
    public boolean holds(TargetId target) {
        return outage().filter(outage -> outage.includes(member(target))).isPresent()
                && !probe().equals(Optional.of(target));
    }

    /** Returns the hold on this target, if any. Equal for as long as the scopes stay the same. */
    public Optional<Hold> hold(TargetId target) {
        return outage().filter(outage -> holds(target))
                .map(outage -> new Hold(Reason.BREAKER_OPEN, summary(), Optional.empty()));
    }

    /** Returns the reason for holding restarts as one readable clause; empty if closed. Changes with the scopes only. */
    public String summary() {
        return outage().map(outage -> outage.together() + " of " + outage.watched() + " targets"
                        + (isHostWide() ? "" : " " + scope()) + " are failing together")
                .orElse("");
    }

    /** Returns where restarts are held, such as {@code in network front}; {@code on this host} for all targets. */
    public String scope() {
        return isHostWide()
                ? "on this host"
                : "in "
                        + outage().map(outage -> String.join(" and ", outage.scopes()))
                                .orElse("");
    }

    private boolean isHostWide() {
        return outage().filter(outage -> !outage.scopes().contains(Outage.HOST)).isEmpty();
    }

    /**
     * Returns whether the breaker's own notification covers the failure of this target: the failure belongs to the
     * outage, or its restart follows from a successful probe.
     */
    public boolean covers(TargetId target) {
        Optional<Instant> began = failingSince(target);
        return began.isPresent()
                && switch (state) {
                    case Open open -> belongs(open.outage(), target, began.get());
                    case HalfOpen half -> belongs(half.outage(), target, began.get());
                    case Closed closed ->
                        closed.quietUntil().isPresent()
                                && Outage.includes(closed.scopes(), member(target))
                                && !began.get().isAfter(ignoredUntil);
                };
    }

    /** Returns whether the failure is part of the outage. A failure that begins much later is reported separately. */
    private boolean belongs(Outage outage, TargetId target, Instant began) {
        return outage.includes(member(target))
                && !began.isBefore(outage.from())
                && !began.isAfter(outage.openedAt().plus(policy.within()));
    }

    /** Returns the failing targets of the outage, longest failing first. */
    public List<TargetId> inTrouble() {
        return outage().stream().flatMap(this::failing).map(Map.Entry::getKey).toList();
    }

    /** Returns the time of opening, if open. */
    public Optional<Instant> openedAt() {
        return outage().map(Outage::openedAt);
    }

    /** Returns the beginning of the earliest failure of the outage, if open. */
    public Optional<Instant> outageSince() {
        return outage().map(Outage::from);
    }

    /** Returns when the breaker must be evaluated again without an event. */
    public Optional<Instant> wakeAt() {
        return switch (state) {
            case Closed closed -> closed.quietUntil();
            case Open open -> earlier(open.probeAt(), quietUntil(open.outage()));
            case HalfOpen half -> earlier(half.deadline(), quietUntil(half.outage()));
        };
    }

    private Optional<Instant> quietUntil(Outage outage) {
        return outage.calmSince().map(since -> since.plus(policy.within()));
    }

    private static Optional<Instant> earlier(Instant a, Optional<Instant> b) {
        return Optional.of(b.filter(a::isAfter).orElse(a));
    }

    private Optional<Outage> outage() {
        return switch (state) {
            case Closed closed -> Optional.empty();
            case Open open -> Optional.of(open.outage());
            case HalfOpen half -> Optional.of(half.outage());
        };
    }

    private Breaker next(Instant now) {
        BreakerState next =
                switch (state) {
                    case Closed closed -> closed(closed, now);
                    case Open open -> open(open, now);
                    case HalfOpen half -> halfOpen(half, now);
                };
        boolean helped =
                isOpen() && next instanceof Closed closed && closed.quietUntil().isPresent();
        return next.equals(state) ? this : new Breaker(policy, members, next, helped ? now : ignoredUntil);
    }

    private BreakerState closed(Closed closed, Instant now) {
        Optional<Outage> outage = BreakerOutages.among(members.values(), ignoredUntil, policy, now);
        if (outage.isPresent()) {
            return new Open(outage.get(), now.plus(policy.probeAfter()));
        }
        return closed.quietUntil().filter(end -> !now.isBefore(end)).isPresent() ? CLOSED : closed;
    }

    private BreakerState open(Open open, Instant now) {
        Outage outage = calmed(widened(open.outage(), now), now);
        if (isOver(outage, now)) {
            return CLOSED;
        }
        Optional<TargetId> candidate = now.isBefore(open.probeAt())
                ? Optional.empty()
                : failing(outage)
                        .filter(entry -> entry.getValue().waiting())
                        .map(Map.Entry::getKey)
                        .findFirst();
        return candidate
                .<BreakerState>map(target -> new HalfOpen(
                        outage,
                        target,
                        member(target).incarnation(),
                        false,
                        now.plus(member(target).recoveryTimeout())))
                .orElseGet(() -> new Open(outage, open.probeAt()));
    }

    private BreakerState halfOpen(HalfOpen half, Instant now) {
        Outage outage = calmed(widened(half.outage(), now), now);
        if (isOver(outage, now)) {
            return CLOSED;
        }
        BreakerMember probe = member(half.probe());
        boolean isRestarted = half.restarted() || !probe.incarnation().equals(half.incarnation());
        boolean failed =
                switch (probe.sign()) {
                    case OUTSIDE, EXCUSED -> true;
                    // It recovered without a restart, which proves nothing about restarting.
                    case HEALTHY -> !isRestarted;
                    case PENDING -> false;
                    case FAILING -> isRestarted && probe.reached() && !probe.restarted();
                };
        if (probe.sign() == BreakerMember.Sign.HEALTHY && isRestarted) {
            return new Closed(Optional.of(now.plus(QUIET)), outage.scopes());
        }
        if (failed || !now.isBefore(half.deadline())) {
            return new Open(outage, now.plus(policy.probeAfter()));
        }
        Instant deadline = isRestarted && !half.restarted() ? now.plus(probe.recoveryTimeout()) : half.deadline();
        return new HalfOpen(outage, half.probe(), half.incarnation(), isRestarted, deadline);
    }

    /** Adds the outage of targets in other scopes, if there is one. */
    private Outage widened(Outage outage, Instant now) {
        List<BreakerMember> others = members.values().stream()
                .filter(member -> !outage.includes(member))
                .toList();
        return BreakerOutages.among(others, ignoredUntil, policy, now)
                .map(outage::and)
                .orElse(outage);
    }

    private Outage calmed(Outage outage, Instant now) {
        boolean calm = 2 * failing(outage).count() < outage.limit();
        return outage.withCalmSince(calm ? outage.calmSince().or(() -> Optional.of(now)) : Optional.empty());
    }

    private boolean isOver(Outage outage, Instant now) {
        return failing(outage).findAny().isEmpty()
                || quietUntil(outage).filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Returns the failing targets of the outage, longest failing first. */
    private Stream<Map.Entry<TargetId, BreakerMember>> failing(Outage outage) {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().since().isPresent())
                .filter(entry -> outage.includes(entry.getValue()))
                .filter(entry -> !entry.getValue().since().get().isBefore(outage.from()))
                .sorted(Comparator.comparing((Map.Entry<TargetId, BreakerMember> entry) ->
                                entry.getValue().since().orElse(Instant.MAX))
                        .thenComparing(Map.Entry.comparingByKey()));
    }

    private Optional<Instant> failingSince(TargetId target) {
        return member(target).since();
    }

    private BreakerMember member(TargetId target) {
        return members.getOrDefault(target, BreakerMember.NONE);
    }
}

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
import java.util.stream.Stream;

/**
 * Holds the restarts of one host when many of its targets fail together: the cause is then probably in none of them, and
 * restarting them all would only make it worse. Pure and immutable: every change is a new breaker.
 *
 * <p>A target is <em>in trouble</em> from the first sign of its present failure (the first failed probe of a critical
 * check) until it is proven healthy. Not counted as troubles: what is only observed, stopped, paused, missing or
 * quarantined, a crash loop, what ended unseen, and what fails or may fail because of its parent. The share is taken of
 * all healed targets that are expected to run.
 *
 * <ul>
 *   <li><b>Opens</b> when so many troubles began within {@link BreakerPolicy#within} of each other, and at least one of
 *       these targets has reached its threshold. These troubles, and those that begin later, are the <em>outage</em>; older
 *       ones have nothing to do with it.
 *   <li><b>Half-open</b> after {@code probeAfter}: exactly one target, that of the outage which has been failing longest and
 *       which nothing but the breaker holds, may be restarted. Recovers it within its {@code recoveryTimeout}, in its new life,
 *       then restarting helps and the breaker closes; troubles so far do not open it again, but the same targets do when
 *       they fail anew. Otherwise it is open for another {@code probeAfter}.
 *   <li><b>Closes by itself</b> when nobody of the outage is in trouble any more, or when fewer than half of what it takes to
 *       open it have been in trouble for {@code within}: those that recover a little later need no restart.
 * </ul>
 *
 * Costs nothing while no target's standing changes; then one copy of a table of the host's targets.
 */
public final class Breaker {

    /** How long the failures that a successful probe has explained are not told one by one. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final Closed CLOSED = new Closed(Optional.empty());

    private final BreakerPolicy policy;
    private final Map<TargetId, BreakerMember> members;
    private final BreakerState state;

    /** Troubles that began no later than this do not open it again: a probe has shown that restarting helps. */
    private final Instant pardoned;

    private Breaker(BreakerPolicy policy, Map<TargetId, BreakerMember> members, BreakerState state, Instant pardoned) {
        this.policy = policy;
        this.members = members;
        this.state = state;
        this.pardoned = pardoned;
    }

    /** Closed, and without targets. */
    public static Breaker closed(BreakerPolicy policy) {
        return new Breaker(policy, Map.of(), CLOSED, Instant.MIN);
    }

    /** The same under another policy: what it knows stays, and one that is switched off is closed. */
    public Breaker under(BreakerPolicy other, Instant now) {
        if (other.equals(policy)) {
            return this;
        }
        return other.enabled() ? new Breaker(other, members, state, pardoned).next(now) : closed(other);
    }

    /**
     * A target is like this now.
     *
     * @param now not before the last call's
     * @return this same breaker if that changes nothing
     */
    public Breaker see(Watch watch, TargetState target, Instant now) {
        if (!policy.enabled() || target.phase() == Phase.UNKNOWN) {
            // Of what cannot be asked nothing is known: it is as it was.
            return this;
        }
        return with(watch.target(), BreakerMember.of(watch, target), now);
    }

    /** A target is not there any more. */
    public Breaker forget(TargetId target, Instant now) {
        return with(target, BreakerMember.NONE, now);
    }

    /** Time has passed. */
    public Breaker at(Instant now) {
        boolean due = wakeAt().filter(at -> !now.isBefore(at)).isPresent();
        return due ? next(now) : this;
    }

    private Breaker with(TargetId target, BreakerMember seen, Instant now) {
        BreakerMember before = members.getOrDefault(target, BreakerMember.NONE);
        BreakerMember after = seen.after(before, pardoned);
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
        return new Breaker(policy, changed, state, pardoned).next(now);
    }

    /** Whether restarts are held; also while one is tried. */
    public boolean isOpen() {
        return outage().isPresent();
    }

    /** Where it stands, in the word that people see: {@code closed}, {@code open} or {@code half-open}. */
    public String status() {
        return switch (state) {
            case Closed closed -> "closed";
            case Open open -> "open";
            case HalfOpen half -> "half-open";
        };
    }

    /** The one target that may be restarted while the others may not. */
    public Optional<TargetId> probe() {
        return state instanceof HalfOpen half ? Optional.of(half.probe()) : Optional.empty();
    }

    /** Whether this target may not be restarted. */
    public boolean holds(TargetId target) {
        return isOpen() && !probe().equals(Optional.of(target));
    }

    /** The hold on this target, if it is held. The same as long as the breaker stays open. */
    public Optional<Hold> hold(TargetId target) {
        return outage().filter(outage -> holds(target))
                .map(outage -> new Hold(Reason.BREAKER_OPEN, summary(), Optional.empty()));
    }

    /** What opened it, in one clause for people; empty if it is closed. The same as long as the breaker stays open. */
    public String summary() {
        return outage().map(outage -> outage.together() + " of " + outage.watched() + " targets are failing together")
                .orElse("");
    }

    /**
     * Whether this target's failure is told by the breaker's own notice: it belongs to the outage, or its restart is the
     * consequence of a probe that helped.
     */
    public boolean speaksFor(TargetId target) {
        Optional<Instant> began = trouble(target);
        return began.isPresent()
                && switch (state) {
                    case Open open -> belongs(open.outage(), began.get());
                    case HalfOpen half -> belongs(half.outage(), began.get());
                    case Closed closed ->
                        closed.quietUntil().isPresent() && !began.get().isAfter(pardoned);
                };
    }

    /** What begins much later is a matter of its own, and people must hear of it. */
    private boolean belongs(Outage outage, Instant began) {
        return !began.isBefore(outage.from())
                && !began.isAfter(outage.openedAt().plus(policy.within()));
    }

    /** The targets in trouble because of which it is open, those that have been failing for longest first. */
    public List<TargetId> inTrouble() {
        return outage().stream().flatMap(this::troubled).map(Map.Entry::getKey).toList();
    }

    /** When it was opened, if it is open. */
    public Optional<Instant> openedAt() {
        return outage().map(Outage::openedAt);
    }

    /** Since when the targets fail that opened it, if it is open. */
    public Optional<Instant> troubleSince() {
        return outage().map(Outage::from);
    }

    /** When it must be asked again even if nothing happens. */
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

    private static Optional<Instant> earlier(Instant one, Optional<Instant> other) {
        return Optional.of(other.filter(one::isAfter).orElse(one));
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
        return next.equals(state) ? this : new Breaker(policy, members, next, helped ? now : pardoned);
    }

    private BreakerState closed(Closed closed, Instant now) {
        Optional<Outage> outage = BreakerOutages.among(members.values(), pardoned, policy, now);
        if (outage.isPresent()) {
            return new Open(outage.get(), now.plus(policy.probeAfter()));
        }
        return closed.quietUntil().filter(end -> !now.isBefore(end)).isPresent() ? CLOSED : closed;
    }

    private BreakerState open(Open open, Instant now) {
        Outage outage = calmed(open.outage(), now);
        if (isOver(outage, now)) {
            return CLOSED;
        }
        Optional<TargetId> candidate = now.isBefore(open.probeAt())
                ? Optional.empty()
                : troubled(outage)
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
        Outage outage = calmed(half.outage(), now);
        if (isOver(outage, now)) {
            return CLOSED;
        }
        BreakerMember probe = member(half.probe());
        boolean isRestarted = half.restarted() || !probe.incarnation().equals(half.incarnation());
        boolean failed =
                switch (probe.sign()) {
                    case OUTSIDE, EXCUSED -> true;
                    // It recovered without being restarted, so nothing is proved about restarting.
                    case HEALTHY -> !isRestarted;
                    case PENDING -> false;
                    case TROUBLED -> isRestarted && probe.reached() && !probe.restarted();
                };
        if (probe.sign() == BreakerMember.Sign.HEALTHY && isRestarted) {
            return new Closed(Optional.of(now.plus(QUIET)));
        }
        if (failed || !now.isBefore(half.deadline())) {
            return new Open(outage, now.plus(policy.probeAfter()));
        }
        Instant deadline = isRestarted && !half.restarted() ? now.plus(probe.recoveryTimeout()) : half.deadline();
        return new HalfOpen(outage, half.probe(), half.incarnation(), isRestarted, deadline);
    }

    private Outage calmed(Outage outage, Instant now) {
        boolean calm = 2 * troubled(outage).count() < outage.limit();
        return outage.withCalmSince(calm ? outage.calmSince().or(() -> Optional.of(now)) : Optional.empty());
    }

    private boolean isOver(Outage outage, Instant now) {
        return troubled(outage).findAny().isEmpty()
                || quietUntil(outage).filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Those of the outage, the longest failing first. */
    private Stream<Map.Entry<TargetId, BreakerMember>> troubled(Outage outage) {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().since().isPresent())
                .filter(entry -> !entry.getValue().since().get().isBefore(outage.from()))
                .sorted(Comparator.comparing((Map.Entry<TargetId, BreakerMember> entry) ->
                                entry.getValue().since().orElse(Instant.MAX))
                        .thenComparing(Map.Entry.comparingByKey()));
    }

    private Optional<Instant> trouble(TargetId target) {
        return member(target).since();
    }

    private BreakerMember member(TargetId target) {
        return members.getOrDefault(target, BreakerMember.NONE);
    }
}

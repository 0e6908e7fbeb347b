package io.dogwatch.replay;

import io.dogwatch.journal.HistoryEvent;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replays one target's history through the judge with another policy.
 *
 * <p>As long as it decides as was really decided, what was recorded is what it sees. Where it restarts at another time, the
 * rest is an estimate by these rules:
 *
 * <ul>
 *   <li>A restart before the real one that cured the failure takes as long, and cures after as long, as the real one did.
 *       From the real cure on, what was recorded is seen again, in the new life.
 *   <li>A restart where there really was none, or one that really did not help, does not help: what was recorded goes on.
 *   <li>A real restart that cured and is not decided here did not happen: what failed last goes on failing until this policy
 *       restarts it, or until a person or the engine has really done something to the container.
 *   <li>Holds, maintenance, dependencies and the breaker are as they really were.
 * </ul>
 *
 * Deterministic. Used once, by one thread.
 */
public final class PolicyReplay {

    /** Enough outcomes of the same kind that one more changes nothing: the longest window of the judge is 30. */
    private static final int NOTHING_NEW = 64;

    private static final Duration EXITS_AGAIN_AFTER = Duration.ofSeconds(1);

    /** How what is seen relates to what was recorded. */
    private sealed interface Mode {
        /** What was recorded is seen. */
        record Following() implements Mode {}

        /** A cure that really came does not come; what failed goes on failing. */
        record Unhealed(RealRestart missed) implements Mode {}

        /** An earlier, or a later, restart of this policy heals it; at {@code until} what was recorded is seen again. */
        record Healing(Instant until) implements Mode {}

        /** This policy has stopped the container for good. */
        record Stopped() implements Mode {}
    }

    private final Recording recording;
    private final RealRestarts restarts;
    private final JudgeSession hearing;
    private final SyntheticOutcomes pretence;
    private final IncarnationMapper disguise = new IncarnationMapper();
    private final Map<String, Outcome> lastOutcomes = new HashMap<>();
    /** Notices of the moment in which a restart ended may follow it. */
    private final Set<String> ended = new HashSet<>();

    private Mode mode = new Mode.Following();

    private Optional<ContainerSnapshot> real = Optional.empty();
    private Optional<Joined> joined = Optional.empty();
    private Optional<Instant> estimatedFrom = Optional.empty();
    private int quiet;
    private int gaps;

    /** A restart that this policy and the real one have decided alike. */
    private record Joined(String intentId, RealRestart restart) {}

    public PolicyReplay(Recording recording, Watches watches) {
        this.recording = recording;
        this.restarts = new RealRestarts(recording);
        Instant begin = recording.entries().isEmpty()
                ? Instant.EPOCH
                : recording.entries().getFirst().firstAt();
        this.hearing = new JudgeSession(watches, begin, ruled -> decided(ruled.decision()));
        this.pretence = new SyntheticOutcomes(hearing);
    }

    /** Replays the whole recording. */
    public ReplayCourse run() {
        Playback playback = new Playback(recording.entries());
        while (playback.hasNext()) {
            Playback.Item item = playback.next();
            if (!saysNothingNew(item)) {
                hearing.passUntil(item.at());
                apply(item);
            }
        }
        hearing.passUntil(recording.end());
        return new ReplayCourse(hearing.ruled(), estimatedFrom, gaps);
    }

    /** A healthy container that goes on being healthy; most of any history. */
    private boolean saysNothingNew(Playback.Item item) {
        boolean healthy = item.n() > 0
                && mode instanceof Mode.Following
                && item.entry().what() instanceof HistoryEvent.Told(Event event)
                && event instanceof Event.Probed probed
                && probed.outcome() instanceof Outcome.Healthy
                && hearing.state().phase() == Phase.HEALTHY
                && hearing.state().ledger().incident().isEmpty()
                && hearing.state().ledger().intent().isEmpty();
        quiet = healthy ? quiet + 1 : 0;
        return quiet > NOTHING_NEW * Math.max(1, hearing.watch().checks().size());
    }

    private void apply(Playback.Item item) {
        if (mode instanceof Mode.Healing(Instant until) && item.at().isAfter(until)) {
            follow();
        }
        switch (item.entry().what()) {
            case HistoryEvent.Began began -> hearing.forgetAllButTheLedger();
            case HistoryEvent.Gap gap -> gaps += gap.lost();
            case HistoryEvent.Told(Event event) -> notifications(event);
        }
    }

    private void notifications(Event event) {
        switch (event) {
            case Event.RestartCalled(String id) ->
                joinedWith(id).ifPresent(one -> hearing.apply(new Event.RestartCalled(one.intentId())));
            case Event.ActionEnded(String id, ActionResult result) -> actionEnded(id, result);
            case Event.Observed observed -> {
                real = observed.container();
                container(
                        observed,
                        observed.container().isEmpty()
                                || isForeign(observed.container().get()));
            }
            case Event.Probed probed -> {
                if (!isHidden()) {
                    lastOutcomes.put(probed.check(), probed.outcome());
                    hearing.apply(disguise.of(probed));
                }
            }
            case Event.Signalled one -> container(one, !restarts.mayBeOurs(hearing.now()));
            case Event.StopConfirmed one -> container(one, !restarts.mayBeOurs(hearing.now()));
            case Event.Died one -> container(one, false);
            case Event.ContextChanged one -> hearing.apply(one);
            case Event.Requested one -> hearing.apply(one);
            case Event.EngineLost one -> hearing.apply(one);
            case Event.Woken one -> {}
        }
    }

    /** @param foreign whether another actor has changed the container: this ends every assumption */
    private void container(Event event, boolean foreign) {
        if (foreign && !(mode instanceof Mode.Following)) {
            follow();
        }
        if (!isHidden()) {
            hearing.apply(disguise.of(event));
        }
    }

    /** Whether a container is in another state than our own restarts leave it in. */
    private boolean isForeign(ContainerSnapshot seen) {
        if (restarts.mayBeOurs(hearing.now())) {
            return false;
        }
        boolean ours = seen.incarnation().filter(restarts::began).isPresent();
        return switch (mode) {
            case Mode.Following following -> false;
            case Mode.Unhealed unhealed -> !ours || seen.status() != ContainerStatus.RUNNING;
            // The state before the real restart is unknown; that state was healed.
            case Mode.Healing healing -> false;
            case Mode.Stopped stopped -> false;
        };
    }

    /** Whether what really happens to the container now is not seen. */
    private boolean isHidden() {
        return !(mode instanceof Mode.Following) || missedUnderWay().isPresent();
    }

    private Optional<RealRestart> missedUnderWay() {
        return restarts.underWay(hearing.now())
                .filter(one -> !ended.contains(one.id()))
                .filter(one -> joinedWith(one.id()).isEmpty());
    }

    private Optional<Joined> joinedWith(String realIntentId) {
        return joined.filter(one -> one.restart().id().equals(realIntentId));
    }

    /** A real restart has ended. */
    private void actionEnded(String id, ActionResult result) {
        ended.add(id);
        Optional<Joined> here = joinedWith(id);
        if (here.isPresent()) {
            hearing.apply(new Event.ActionEnded(here.get().intentId(), result));
            joined = Optional.empty();
            return;
        }
        Optional<RealRestart> missed = restarts.byId(id);
        if (missed.isEmpty() || mode instanceof Mode.Healing || mode instanceof Mode.Stopped) {
            return;
        }
        estimate(missed.get().decidedAt());
        if (missed.get().recoveredAt().isPresent() || mode instanceof Mode.Unhealed) {
            enter(new Mode.Unhealed(missed.get()));
            pretence.goOn(lastOutcomes, missed.get().decidedAt());
        } else {
            follow();
        }
    }

    /** Sees again what is recorded, in the life that the container lives here. */
    private void follow() {
        enter(new Mode.Following());
        Optional<Incarnation> here = hearing.state().container().flatMap(ContainerSnapshot::incarnation);
        real.flatMap(ContainerSnapshot::incarnation)
                .filter(life -> here.filter(one -> one.containerId().equals(life.containerId()))
                        .isPresent())
                .filter(restarts::began)
                .ifPresent(life -> disguise.put(life, here.orElseThrow().startedAt()));
        hearing.apply(disguise.of(new Event.Observed(real)));
    }

    private void enter(Mode next) {
        mode = next;
        pretence.end();
    }

    private void estimate(Instant from) {
        estimatedFrom = estimatedFrom.or(() -> Optional.of(from));
    }

    private void decided(Decision decision) {
        switch (decision) {
            case Decision.Act(Intent intent) -> act(intent);
            case Decision.FinishIntent(Intent intent) -> {
                if (joined.isEmpty()) {
                    act(intent);
                }
            }
            case Decision.WithdrawIntent withdraw -> {}
            case Decision.EndIntent end -> {}
            case Decision.GatherEvidence gather -> {}
            case Decision.OpenIncident open -> {}
            case Decision.UpdateIncident update -> {}
            case Decision.CloseIncident close -> {}
            case Decision.Refuse refuse -> {}
            case Decision.Notify tell -> {}
        }
    }

    private void act(Intent intent) {
        Instant now = hearing.now();
        Optional<RealRestart> same = mode instanceof Mode.Following ? restarts.decidedAt(now) : Optional.empty();
        if (same.isPresent()) {
            joined = Optional.of(new Joined(intent.id(), same.get()));
            return;
        }
        estimate(now);
        Optional<RealRestart> cure = mode instanceof Mode.Unhealed(RealRestart missed)
                ? Optional.of(missed).filter(one -> one.recoveredAt().isPresent())
                : restarts.laterRecovery(now);
        Duration took = cure.map(RealRestart::took).orElse(restarts.usuallyTakes());
        hearing.later(now, () -> hearing.apply(new Event.RestartCalled(intent.id())));
        hearing.later(now.plus(took), () -> carryOut(intent, cure, now));
    }

    private void carryOut(Intent intent, Optional<RealRestart> cure, Instant decidedAt) {
        Instant now = hearing.now();
        Optional<ContainerSnapshot> here = hearing.state().container();
        if (here.isEmpty()) {
            hearing.apply(new Event.ActionEnded(intent.id(), new ActionResult.Failed("the container is gone")));
            return;
        }
        if (intent.action() == Action.STOP) {
            enter(new Mode.Stopped());
            hearing.apply(new Event.Observed(here.map(IncarnationMapper::stopped)));
            hearing.apply(new Event.ActionEnded(intent.id(), new ActionResult.Stopped(intent.incarnation())));
            return;
        }
        ContainerSnapshot alive = IncarnationMapper.alive(here.get(), now);
        hearing.apply(new Event.Observed(Optional.of(alive)));
        hearing.apply(new Event.ActionEnded(
                intent.id(), new ActionResult.Restarted(alive.incarnation().orElseThrow())));
        real.flatMap(ContainerSnapshot::incarnation).ifPresent(life -> disguise.put(life, now));
        if (cure.isPresent()) {
            Instant curedAt = later(decidedAt.plus(cure.get().recoveryTook()), now);
            enter(new Mode.Healing(later(cure.get().recoveredAt().orElse(now), curedAt)));
            pretence.heal(curedAt);
        } else {
            enter(new Mode.Following());
            if (real.filter(c -> c.status() != ContainerStatus.RUNNING).isPresent()) {
                hearing.later(now.plus(EXITS_AGAIN_AFTER), this::asReallyWas);
            }
        }
    }

    /** It did not really help: the container is down again. */
    private void asReallyWas() {
        if (mode instanceof Mode.Following) {
            real.ifPresent(c -> hearing.apply(new Event.Died(c.id(), c.exitCode(), hearing.now())));
            hearing.apply(disguise.of(new Event.Observed(real)));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

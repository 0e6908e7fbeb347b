package io.dogwatch.supervise;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One target in Dogwatch's eyes: what {@link TargetLoop} does, in virtual time and without a thread. */
final class FleetMember {

    private static final long INTERVAL = 30_000;
    private static final long START_INTERVAL = 2_000;

    final Watch watch;
    final FleetContainer container;
    private final FleetHouse house;
    private final List<Check> probed;
    TargetState state;
    private Optional<FleetErrand> errand = Optional.empty();
    private Optional<Instant> wakeAt = Optional.empty();
    private boolean nudged;

    FleetMember(Watch watch, FleetContainer container, FleetHouse house) {
        this.watch = watch;
        this.container = container;
        this.house = house;
        this.probed =
                watch.checks().stream().filter(Check.Probed.class::isInstance).toList();
        this.state = TargetState.initial(PersistentState.EMPTY, house.now());
    }

    FleetHouse house() {
        return house;
    }

    /** Dogwatch begins, remembering only the ledger. */
    void begin() {
        state = TargetState.initial(state.ledger(), house.now());
        errand = Optional.empty();
        wakeAt = Optional.empty();
        nudged = false;
        for (Check check : probed) {
            probeLater(check, 1 + house.random().nextInt((int) START_INTERVAL));
        }
    }

    private void probeLater(Check check, long wait) {
        house.after(wait, () -> {
            probe(check);
            probeLater(check, state.phase() == Phase.STARTING ? START_INTERVAL : INTERVAL);
        });
    }

    private void probe(Check check) {
        Optional<Incarnation> life = state.container()
                .filter(seen -> state.engineReachable() && container.runs())
                .flatMap(seen -> seen.incarnation());
        if (life.isPresent()) {
            Outcome outcome = house.weather().outcome(container);
            judge(new Event.Probed(check.name(), life.get(), outcome));
        }
    }

    /** An event of the stream has come. */
    void happened(Event event, boolean look) {
        house.books().heard(this, event);
        if (!(event instanceof Event.Woken)) {
            judge(event);
        }
        if (look) {
            look();
        }
    }

    void look() {
        if (!house.engine().isUp()) {
            judge(new Event.EngineLost());
            return;
        }
        lookAround();
        judge(new Event.Observed(Optional.of(container.snapshot())));
    }

    /** The list shows something else than is known. */
    boolean differs() {
        if (!state.engineReachable() || state.container().isEmpty()) {
            return true;
        }
        ContainerSnapshot seen = state.container().get();
        return seen.status() != container.status || !seen.id().equals(container.id());
    }

    void nudge() {
        if (!nudged) {
            nudged = true;
            house.after(1, () -> {
                nudged = false;
                lookAround();
            });
        }
    }

    private void lookAround() {
        TargetContext circumstances = house.circumstances(this);
        if (!circumstances.equals(state.circumstances())) {
            judge(new Event.ContextChanged(circumstances));
        }
    }

    void judge(Event event) {
        house.books().judged();
        TargetState before = state;
        Verdict verdict = Judge.judge(watch, before, event, house.now());
        state = verdict.state();
        if (!verdict.decisions().isEmpty()) {
            house.books().decided(this, verdict);
        }
        house.judged(this, before);
        for (Decision decision : verdict.decisions()) {
            carryOut(decision);
        }
        arrange(verdict.wakeAt());
    }

    private void carryOut(Decision decision) {
        switch (decision) {
            case Decision.Act(Intent intent) -> errand = Optional.of(FleetErrand.act(this, intent));
            case Decision.FinishIntent(Intent intent) -> errand = Optional.of(FleetErrand.finish(this, intent));
            case Decision.WithdrawIntent(String id) -> errand.ifPresent(FleetErrand::withdraw);
            case Decision.Notify(var notice) -> house.people().told(this, notice);
            case Decision.EndIntent end -> {}
            case Decision.GatherEvidence gather -> {}
            case Decision.OpenIncident open -> {}
            case Decision.UpdateIncident update -> {}
            case Decision.CloseIncident close -> {}
            case Decision.Refuse refuse -> {}
        }
    }

    private void arrange(Optional<Instant> wanted) {
        if (wanted.isPresent() && !wanted.equals(wakeAt)) {
            Instant at = wanted.get();
            house.at(at, () -> {
                if (wakeAt.equals(Optional.of(at))) {
                    wakeAt = Optional.empty();
                    judge(new Event.Woken());
                }
            });
        }
        wakeAt = wanted;
    }
}

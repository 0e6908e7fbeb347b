package io.dogwatch.supervise;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One intent being carried out: evidence, a place, a last look, one call, and proof of what came of it. */
final class FleetErrand {

    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration BETWEEN_STOP_AND_START = Duration.ofSeconds(5);

    private final FleetMember member;
    private final FleetContainer container;
    private final FleetHouse house;
    private final Intent intent;
    private final Optional<ContainerSnapshot> decidedOn;
    private boolean withdrawn;
    private Optional<Instant> downSince = Optional.empty();

    private FleetErrand(FleetMember member, Intent intent) {
        this.member = member;
        this.container = member.container;
        this.house = member.house();
        this.intent = intent;
        this.decidedOn = member.state.container();
    }

    static FleetErrand act(FleetMember member, Intent intent) {
        FleetErrand errand = new FleetErrand(member, intent);
        FleetHouse house = errand.house;
        long evidence = 100L + house.random().nextInt(2_000);
        house.after(evidence, () -> house.slots().take(() -> house.after(1, errand::call)));
        return errand;
    }

    static FleetErrand finish(FleetMember member, Intent intent) {
        FleetErrand errand = new FleetErrand(member, intent);
        errand.house.after(50, () -> errand.settle(errand.house.now().plus(errand.enginesTime()), errand.notDone()));
        return errand;
    }

    void withdraw() {
        withdrawn = true;
    }

    private void call() {
        Optional<String> objection = objection();
        if (objection.isPresent()) {
            house.slots().free();
            end(new ActionResult.Superseded(objection.get()));
            return;
        }
        member.judge(new Event.RestartCalled(intent.id()));
        house.books().called(member, intent);
        switch (house.weather().fate(intent.action())) {
            case WORKS -> {
                carryOut();
                free(2_000);
                settle(house.now().plus(enginesTime()), notDone());
            }
            case LOST -> {
                if (house.random().nextBoolean()) {
                    carryOut();
                }
                free(100);
                settle(house.now().plus(enginesTime()), notDone());
            }
            case REFUSED -> {
                free(100);
                end(new ActionResult.Failed("the engine refuses"));
            }
            case HANGS -> {
                free(enginesTime().toMillis());
                boolean canHang = intent.action() == Action.RESTART;
                settle(house.now().plus(enginesTime()), canHang ? new ActionResult.Hung("it hangs") : notDone());
            }
        }
    }

    private void free(long after) {
        house.after(after, () -> {
            house.slots().free();
            house.books().returned();
        });
    }

    private void carryOut() {
        FleetEngine engine = house.engine();
        switch (intent.action()) {
            case RESTART -> engine.restart(container, () -> {});
            case KILL_START -> engine.kill(container);
            case STOP -> engine.stop(container, () -> {});
            case START -> engine.start(container);
        }
    }

    private Optional<String> objection() {
        boolean isStop = intent.action() == Action.STOP;
        if (!house.engine().isUp()) {
            return Optional.of("the engine did not answer");
        }
        if (withdrawn) {
            return Optional.of("it is being stopped by someone else");
        }
        if (isStop ? !container.runs() && container.status != ContainerStatus.RESTARTING : hasChanged()) {
            return Optional.of("it has changed");
        }
        return house.objection(member);
    }

    private boolean hasChanged() {
        return !container.life().equals(intent.incarnation())
                || decidedOn.filter(seen -> seen.status() == container.status).isEmpty();
    }

    /** Looks once a second until the container tells. */
    private void settle(Instant until, ActionResult ifUnchanged) {
        Optional<ActionResult> result = look(until, ifUnchanged);
        if (result.isPresent()) {
            end(result.get());
        } else {
            house.after(1_000, () -> settle(until, ifUnchanged));
        }
    }

    private Optional<ActionResult> look(Instant until, ActionResult ifUnchanged) {
        if (!house.engine().isUp()) {
            return Optional.of(new ActionResult.Undetermined("the engine does not answer"));
        }
        if (!container.id().equals(intent.incarnation().containerId())) {
            return Optional.of(new ActionResult.Failed("the container no longer exists"));
        }
        boolean isStop = intent.action() == Action.STOP;
        if (!isStop && !container.life().equals(intent.incarnation())) {
            return Optional.of(new ActionResult.Restarted(container.life()));
        }
        return switch (container.status) {
            case EXITED -> isStop ? Optional.of(new ActionResult.Stopped(container.life())) : down();
            case RUNNING, RESTARTING ->
                house.now().isBefore(until)
                        ? Optional.empty()
                        : Optional.of(container.runs() ? ifUnchanged : notDone());
            case CREATED, PAUSED, REMOVING, DEAD -> Optional.of(new ActionResult.Failed("it is " + container.status));
        };
    }

    /** What the call has left down is started, and nothing else is ever called. */
    private Optional<ActionResult> down() {
        downSince = downSince.or(() -> Optional.of(house.now()));
        if (!house.now().isBefore(downSince.get().plus(BETWEEN_STOP_AND_START))) {
            house.books().started(member, intent);
            house.engine().start(container);
        }
        return Optional.empty();
    }

    private Duration enginesTime() {
        return switch (intent.action()) {
            case RESTART, STOP -> FleetContainer.STOP_TIMEOUT.plus(MARGIN);
            case KILL_START, START -> MARGIN;
        };
    }

    private ActionResult notDone() {
        return new ActionResult.Failed("the engine has not done it");
    }

    private void end(ActionResult result) {
        member.look();
        member.judge(new Event.ActionEnded(intent.id(), result));
    }
}

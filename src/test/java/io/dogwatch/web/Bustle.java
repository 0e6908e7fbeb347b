package io.dogwatch.web;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Makes targets of a fleet fail once and pass again, one after the other, so many times a second. */
final class Bustle {

    /** Only so many take part, in turns, as they do on a host where something blinks. */
    private static final int BLINKING = 50;

    private final FakeFleet fleet;
    private int turn;

    private Bustle(FakeFleet fleet) {
        this.fleet = fleet;
    }

    /** Goes on for ever, on a thread that does not keep the process alive. */
    static void start(FakeFleet fleet, double perSecond) {
        Bustle bustle = new Bustle(fleet);
        new Timer("bustle", true)
                .scheduleAtFixedRate(
                        new TimerTask() {
                            @Override
                            public void run() {
                                bustle.changeOne();
                            }
                        },
                        0,
                        Math.round(1000 / perSecond));
    }

    private void changeOne() {
        List<TargetView> targets = new ArrayList<>(fleet.targets);
        int place = targets.size() - 1 - turn % Math.min(BLINKING, targets.size());
        boolean fails = turn / BLINKING % 2 == 0;
        turn++;
        TargetId id = targets.get(place).watch().target();
        TargetSketch sketch = new TargetSketch(id.host(), id.name(), Instant.now()).project("project-" + place % 40);
        targets.set(
                place,
                (fails
                                ? sketch.fails("site", 80, 1, Cause.TIMED_OUT, "no response within 3 s")
                                        .in(Phase.SUSPECT, Reason.BELOW_THRESHOLD, Duration.ZERO)
                                : sketch.passes("site", 80, Duration.ofMillis(4))
                                        .in(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, Duration.ZERO))
                        .view());
        fleet.targets = targets;
        fleet.listeners.forEach(listener -> listener.judged(id));
    }
}

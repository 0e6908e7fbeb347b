package io.dogwatch.supervise;

import io.dogwatch.judge.Action;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;

/** What is nobody's fault: single probes that fail or cannot tell, a network that is away, calls that come to nothing. */
final class FleetWeather {

    /** What becomes of a call. */
    enum Fate {
        WORKS,
        /** The engine says no and has done nothing. */
        REFUSED,
        /** The answer is lost; it may have been carried out. */
        LOST,
        /** The engine is still at it, and nothing changes. */
        HANGS
    }

    private static final Outcome UNREACHABLE =
            Outcome.unhealthy(Cause.UNREACHABLE, "no route to host", Duration.ofMillis(3));
    private static final Outcome BLIP = Outcome.unhealthy(Cause.TIMED_OUT, "no response in 3 s", Duration.ofSeconds(3));
    private static final Outcome CANNOT_TELL = Outcome.inconclusive(Cause.PROBER_FAULT, "no file descriptor is free");

    private final SplittableRandom random;
    private boolean networkIsAway;
    private boolean calm;

    FleetWeather(SplittableRandom random) {
        this.random = random;
    }

    void networkIsAway(boolean away) {
        networkIsAway = away;
    }

    boolean networkIsAway() {
        return networkIsAway;
    }

    /** From now on everything works. */
    void calm() {
        calm = true;
        networkIsAway = false;
    }

    Outcome outcome(FleetContainer container) {
        if (networkIsAway) {
            return UNREACHABLE;
        }
        int luck = random.nextInt(4_096);
        return luck < 4 && !calm ? BLIP : luck < 12 && !calm ? CANNOT_TELL : container.answer();
    }

    Fate fate(Action action) {
        int luck = random.nextInt(100);
        if (calm || luck < 88 || action == Action.STOP) {
            return Fate.WORKS;
        }
        return luck < 92 ? Fate.REFUSED : luck < 96 ? Fate.LOST : Fate.HANGS;
    }
}

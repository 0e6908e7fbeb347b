package io.dogwatch.silence;

import io.dogwatch.judge.Hold;
import java.util.List;

/**
 * What is ordered for one target now.
 *
 * @param holds why no remedy may be begun; empty if nothing forbids it
 * @param muted whether people are to be told nothing
 * @param paused whether it is not to be watched: nothing is probed, and no outcome counts
 */
public record ActiveHolds(List<Hold> holds, boolean muted, boolean paused) {

    /** Nothing is ordered. */
    public static final ActiveHolds NOTHING = new ActiveHolds(List.of(), false, false);

    public ActiveHolds {
        holds = List.copyOf(holds);
    }
}

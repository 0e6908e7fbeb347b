package io.dogwatch.silence;

import io.dogwatch.judge.Hold;
import java.util.List;

/**
 * The orders currently active for one target.
 *
 * @param holds the reasons against a restart; empty if restarts are allowed
 * @param muted whether notifications are muted
 * @param paused whether watching is paused: no probes, and outcomes do not count
 */
public record ActiveHolds(List<Hold> holds, boolean muted, boolean paused) {

    /** Nothing is ordered. */
    public static final ActiveHolds NOTHING = new ActiveHolds(List.of(), false, false);

    public ActiveHolds {
        holds = List.copyOf(holds);
    }
}

package io.dogwatch.judge;

import io.dogwatch.model.Watch;
import java.time.Instant;

/**
 * Decides what to do about one target. Pure: the same arguments give the same verdict. Thread-safe.
 *
 * <p>Works in three steps: {@link EventApplier} applies the event to the state, {@link Diagnosis} determines the phase
 * and the failure, {@link ActionPlanner} plans the actions.
 */
public final class Judge {

    private Judge() {}

    /**
     * Judges one event.
     *
     * @param watch the current configuration of the target
     * @param state the state of the last verdict
     * @param now by a monotonic clock
     */
    public static Verdict judge(Watch watch, TargetState state, Event event, Instant now) {
        Evaluation eval = new Evaluation(watch, state, now);
        eval.prune();
        EventApplier.apply(eval, event);
        Diagnosis.of(eval);
        ActionPlanner.on(eval);
        return eval.verdict();
    }
}

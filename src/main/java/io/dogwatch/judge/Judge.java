package io.dogwatch.judge;

import io.dogwatch.model.Watch;
import java.time.Instant;

/**
 * Decides what to do about one target. Pure: the same arguments give the same verdict. Safe for use by many threads.
 *
 * <p>In three steps: {@link EventApplier} takes the event into the state, {@link Diagnosis} says where the target stands and
 * what is wrong, {@link ActionPlanner} says what is to be done about it.
 */
public final class Judge {

    private Judge() {}

    /**
     * Judges one event.
     *
     * @param watch what the operator wants of the target, as it is now
     * @param state the last verdict's state
     * @param now by a clock that never goes back
     */
    public static Verdict judge(Watch watch, TargetState state, Event event, Instant now) {
        Evaluation draft = new Evaluation(watch, state, now);
        draft.prune();
        EventApplier.take(draft, event);
        Diagnosis.of(draft);
        ActionPlanner.on(draft);
        return draft.verdict();
    }
}

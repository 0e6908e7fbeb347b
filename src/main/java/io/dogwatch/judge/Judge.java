package io.dogwatch.judge;

import io.dogwatch.target.Watch;
import java.time.Instant;

/**
 * Decides what to do about one target. Pure: the same arguments give the same verdict. Safe for use by many threads.
 *
 * <p>In three steps: {@link Intake} takes the event into the state, {@link Diagnosis} says where the target stands and
 * what is wrong, {@link Ruling} says what is to be done about it.
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
        Draft draft = new Draft(watch, state, now);
        draft.prune();
        Intake.take(draft, event);
        Diagnosis.of(draft);
        Ruling.on(draft);
        return draft.verdict();
    }
}

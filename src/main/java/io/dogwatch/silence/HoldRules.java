package io.dogwatch.silence;

import io.dogwatch.model.TargetId;
import java.util.Map;

/** All that people have ordered. By the wall clock, as people's calendars are. Safe for use by many threads. */
public interface HoldRules {

    /** Nothing is ever ordered; for tests and commands that act on nothing. */
    HoldRules NONE = new HoldRules() {
        @Override
        public ActiveHolds on(TargetId target, Map<String, String> labels) {
            return ActiveHolds.NOTHING;
        }

        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void onChange(Runnable listener) {}
    };

    /**
     * Returns the active orders for this target; the state of the global switch may be a second old. Takes microseconds.
     *
     * @param labels labels of the container; empty without one
     */
    ActiveHolds on(TargetId target, Map<String, String> labels);

    /**
     * Whether all restarts are disabled, read without a cache. Called directly before each call that changes a
     * container.
     */
    boolean isStopped();

    /** @param listener called on any thread after a possible change of {@link #on}; must return immediately */
    void onChange(Runnable listener);
}

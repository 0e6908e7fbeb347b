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
     * What is ordered for this target now; of the global stop, what was known within the last second. Takes microseconds.
     *
     * @param labels the container's; empty when there is none
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

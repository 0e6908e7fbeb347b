package io.dogwatch.supervise;

import java.time.Duration;
import java.time.Instant;

/** Starts things at their time. Safe for use by many threads. */
public interface TaskScheduler {

    /** What is started. Must return at once; long work belongs on a thread of its own. */
    @FunctionalInterface
    interface Task {
        /** @param due when it was to start */
        void start(Instant due);
    }

    /** One entry. */
    interface Entry {
        void cancel();
    }

    /** Starts the task every {@code interval}, the first time after {@code first}. */
    Entry every(String name, Duration interval, Duration first, Task task);

    /** Starts the task once, after the wait; at once if that is not positive. */
    Entry after(String name, Duration wait, Task task);
}

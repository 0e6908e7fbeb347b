package io.dogwatch.supervise;

import java.time.Duration;
import java.time.Instant;

/** Starts tasks at scheduled times. Thread-safe. */
public interface TaskScheduler {

    /** A scheduled task. Must return quickly; long work belongs on a separate thread. */
    @FunctionalInterface
    interface Task {
        /** @param due the scheduled time */
        void start(Instant due);
    }

    /** A scheduled entry. */
    interface Entry {
        void cancel();
    }

    /** Starts the task every {@code interval}, first after the delay {@code first}. */
    Entry every(String name, Duration interval, Duration first, Task task);

    /** Starts the task once after the delay; immediately if it is not positive. */
    Entry after(String name, Duration wait, Task task);
}

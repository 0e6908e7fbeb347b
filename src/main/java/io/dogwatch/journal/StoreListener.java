package io.dogwatch.journal;

import java.time.Duration;
import java.util.Locale;

/** Told of every use of the store, on the user's own thread: must only count. */
public interface StoreListener {

    /** What is done with the store: a closed vocabulary. */
    enum Operation {
        /** A verdict is written, and on disk when that returns. */
        APPEND,
        /** Anything else is written, and on disk likewise. */
        WRITE,
        /** A small value is written that a crash of the machine may undo. */
        REMEMBER,
        READ;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people see, such as {@code append}. */
        public String wireName() {
            return wireName;
        }
    }

    /** For those who count nothing. */
    StoreListener NONE = (operation, took, done) -> {};

    /**
     * @param took the wait for other writers included
     * @param done false if it failed, and nothing was written or read
     */
    void used(Operation operation, Duration took, boolean done);
}

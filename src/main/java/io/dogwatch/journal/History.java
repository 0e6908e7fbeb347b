package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.time.Instant;

/** Keeps what the judge was told, so that it can be replayed. Safe for use by many threads. */
@FunctionalInterface
public interface History {

    /** Keeps nothing. */
    History NONE = (target, event, at) -> {};

    /**
     * Notes one event. Returns at once, never throws and never waits for the store: what is too much is left out, and the
     * gap is marked.
     *
     * @param at the instant with which it was judged
     */
    void record(TargetId target, Event event, Instant at);
}

package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.time.Instant;

/** Records the judge's inputs for replay. Thread-safe. */
@FunctionalInterface
public interface History {

    /** Keeps nothing. */
    History NONE = (target, event, at) -> {};

    /**
     * Records one event. Returns immediately, never throws and never waits for the store: events beyond the
     * queue's limit are dropped, and the gap is marked.
     *
     * @param at the instant of the judgement
     */
    void record(TargetId target, Event event, Instant at);
}

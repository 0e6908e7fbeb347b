package io.dogwatch.journal;

import io.dogwatch.model.TargetId;

/**
 * Told of what has been written, when it is on disk. On the writer's own thread: must return at once, must not block and must
 * not throw.
 */
public interface JournalListener {

    /** There are new facts about this target. */
    void noted(TargetId target);

    /** The incident itself, its timeline, its evidence, or whether somebody looks at it. */
    void incidentChanged(String id);

    /** A notice was put into the outbox, or something has become of one. */
    void outboxChanged();
}

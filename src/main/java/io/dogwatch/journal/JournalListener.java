package io.dogwatch.journal;

import io.dogwatch.model.TargetId;

/**
 * Receives committed changes, on the writer's thread. Implementations must return immediately, and must not block
 * or throw.
 */
public interface JournalListener {

    /** There are new facts about this target. */
    void noted(TargetId target);

    /** The incident, its timeline, its evidence, or its acknowledgement changed. */
    void incidentChanged(String id);

    /** A notice was put into the outbox, or something has become of one. */
    void outboxChanged();
}

package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;

/** What can change. Of each, only the newest is told: who has missed something needs no more than that. */
public sealed interface Topic {

    /** One target; told as {@code gone} when it is watched no more. */
    record OfTarget(TargetId id) implements Topic {}

    /** The timeline of one target, which has grown. */
    record Facts(TargetId id) implements Topic {}

    record Host(String host) implements Topic {}

    record OfIncident(String id) implements Topic {}

    /** The outbox. */
    record Mail() implements Topic {}

    /** Windows and the global stop. */
    record Hold() implements Topic {}
}

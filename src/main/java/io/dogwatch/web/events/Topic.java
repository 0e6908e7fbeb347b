package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;

/**
 * Something that can change. Only the newest state of a topic is sent, so a client that missed events needs no others.
 */
public sealed interface Topic {

    /** One target; sent as {@code gone} when it is no longer watched. */
    record OfTarget(TargetId id) implements Topic {}

    /** The timeline of one target. */
    record Facts(TargetId id) implements Topic {}

    record Host(String host) implements Topic {}

    record OfIncident(String id) implements Topic {}

    /** The outbox. */
    record Mail() implements Topic {}

    /** Silences and the restart switch. */
    record Hold() implements Topic {}
}

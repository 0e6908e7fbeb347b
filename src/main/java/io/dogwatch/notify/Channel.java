package io.dogwatch.notify;

/**
 * Delivers messages to one destination. Each attempt has a deadline and does not throw for failures of the remote side.
 * A repeated delivery of a message is recognizable by its id. Not thread-safe.
 */
public interface Channel {

    Delivery deliver(OutgoingMessage message);
}

package io.dogwatch.notify;

/**
 * One way to reach people. An attempt has a deadline of its own and does not throw for what the other side does. A
 * repeated delivery of one message can be recognised as such. Used by one thread at a time.
 */
public interface Channel {

    Delivery deliver(OutgoingMessage message);
}

package io.dogwatch.notify;

/** Puts messages into words. The same message makes the same letter. Safe for use by many threads. */
@FunctionalInterface
public interface MessageRenderer {

    MailContent write(OutgoingMessage message);
}

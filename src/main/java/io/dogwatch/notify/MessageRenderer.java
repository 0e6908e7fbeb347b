package io.dogwatch.notify;

/** Renders messages as mails. Equal messages give equal mails. Thread-safe. */
@FunctionalInterface
public interface MessageRenderer {

    MailContent write(OutgoingMessage message);
}

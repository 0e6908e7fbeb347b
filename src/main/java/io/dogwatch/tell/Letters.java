package io.dogwatch.tell;

/** Puts messages into words. The same message makes the same letter. Safe for use by many threads. */
@FunctionalInterface
public interface Letters {

    Letter write(Message message);
}

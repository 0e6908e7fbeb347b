package io.dogwatch.journal;

import java.util.Optional;

/**
 * Which entries of the outbox are looked for. All that is given must fit.
 *
 * @param state {@code waiting}, {@code sent} or {@code parked}
 * @param incident its id
 * @param notice its id
 * @param skip how many of the newest are left out
 * @param limit how many are found at most
 */
public record OutboxQuery(
        Optional<String> state,
        Optional<String> line,
        Optional<String> incident,
        Optional<String> notice,
        int skip,
        int limit) {

    public static OutboxQuery newest(int limit) {
        return new OutboxQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, limit);
    }

    /** One notice on one line. */
    public static OutboxQuery one(String notice, String line) {
        return new OutboxQuery(Optional.empty(), Optional.of(line), Optional.empty(), Optional.of(notice), 0, 1);
    }
}

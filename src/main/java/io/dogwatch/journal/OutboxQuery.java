package io.dogwatch.journal;

import java.util.Optional;

/**
 * Filters for outbox entries; all given filters must match.
 *
 * @param state {@code waiting}, {@code sent} or {@code dead}
 * @param incident its id
 * @param notice its id
 * @param skip number of the newest to skip
 * @param limit maximum number of results
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

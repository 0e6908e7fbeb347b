package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice on its way to people, on one line.
 *
 * @param attempts how often sending has been tried
 * @param dueAt when it is to be tried (again)
 * @param state {@code waiting}, {@code sent} or {@code dead} (permanently failed)
 * @param held why it waits, in words for people; empty if only for its time
 */
public record OutboxEntry(
        Notice notice,
        String line,
        Instant createdAt,
        int attempts,
        Instant dueAt,
        String state,
        Optional<String> held,
        Optional<String> lastError) {}

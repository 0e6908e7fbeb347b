package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice on its way to people.
 *
 * @param attempts how often sending has been tried
 * @param dueAt when it is to be tried (again)
 * @param state {@code waiting}, {@code sent} or {@code parked} (given up visibly)
 */
public record OutboxEntry(
        Notice notice, Instant createdAt, int attempts, Instant dueAt, String state, Optional<String> lastError) {}

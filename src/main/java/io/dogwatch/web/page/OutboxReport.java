package io.dogwatch.web.page;

/**
 * Number of notifications in the outbox.
 *
 * @param readable false if the store cannot be read
 * @param dead permanently failed ones
 */
public record OutboxReport(boolean readable, int waiting, int dead) {}

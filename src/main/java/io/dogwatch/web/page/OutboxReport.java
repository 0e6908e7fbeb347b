package io.dogwatch.web.page;

/**
 * How many notices are on their way.
 *
 * @param readable false when the store cannot be read
 */
public record OutboxReport(boolean readable, int waiting, int dead) {}

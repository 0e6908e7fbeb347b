package io.dogwatch.tell;

/**
 * Who is told by which channel, and how often at most.
 *
 * @param name unique; the journal knows the line by it
 */
public record Line(String name, Channel channel, Manners manners) {}

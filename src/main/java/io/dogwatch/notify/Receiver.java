package io.dogwatch.notify;

/**
 * Who is told by which channel, and how often at most.
 *
 * @param name unique; the journal knows the line by it
 */
public record Receiver(String name, Channel channel, RateLimits manners) {}

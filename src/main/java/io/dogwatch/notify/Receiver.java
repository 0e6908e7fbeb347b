package io.dogwatch.notify;

/**
 * A channel with its rate limits.
 *
 * @param name unique; identifies the receiver in the journal
 */
public record Receiver(String name, Channel channel, RateLimits limits) {}

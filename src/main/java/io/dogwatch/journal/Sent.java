package io.dogwatch.journal;

import java.time.Instant;

/**
 * A sent notification.
 *
 * @param target its display name
 */
public record Sent(String target, String parcel, Instant at) {}

package io.dogwatch.journal;

import java.time.Instant;

/**
 * A notice that was sent.
 *
 * @param target whom it was about, as people read it
 */
public record Sent(String target, String parcel, Instant at) {}

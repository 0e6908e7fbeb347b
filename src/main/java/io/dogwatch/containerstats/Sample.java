package io.dogwatch.containerstats;

import java.time.Instant;

/** A value at a moment. */
record Sample(Instant at, double value) {}

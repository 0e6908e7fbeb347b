package io.dogwatch.web.page;

import java.time.Instant;

/**
 * Which Dogwatch this is.
 *
 * @param store the data folder
 */
public record About(String version, Instant startedAt, String store) {}

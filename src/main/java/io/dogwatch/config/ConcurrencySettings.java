package io.dogwatch.config;

/**
 * Limits for parallel work.
 *
 * @param restartsInFlight for each host; 1 to 64, default 4
 * @param probesInFlight in all; 1 to 10000, default 256
 */
public record ConcurrencySettings(int restartsInFlight, int probesInFlight) {
    public static final ConcurrencySettings DEFAULT = new ConcurrencySettings(4, 256);
}

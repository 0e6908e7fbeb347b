package io.dogwatch.web.view;

import java.time.Instant;

/**
 * Version information.
 *
 * @param name always {@code dogwatch}
 * @param api the API version
 * @param startedAt the start time
 * @param store the data directory
 */
public record About(String name, String version, String api, Instant startedAt, String store) {

    /** Returns the information about this version. */
    public static About of(String version, Instant startedAt, String store) {
        return new About("dogwatch", version, "v1", startedAt, store);
    }
}

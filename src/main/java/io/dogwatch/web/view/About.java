package io.dogwatch.web.view;

import java.time.Instant;

/**
 * Which Dogwatch this is.
 *
 * @param name always {@code dogwatch}
 * @param api the version of its API
 * @param startedAt since when it runs
 * @param store the data folder
 */
public record About(String name, String version, String api, Instant startedAt, String store) {

    /** This one, with the API that it has. */
    public static About of(String version, Instant startedAt, String store) {
        return new About("dogwatch", version, "v1", startedAt, store);
    }
}

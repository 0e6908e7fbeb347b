package io.dogwatch.model;

import java.time.Instant;
import java.util.List;

/**
 * What was saved about a target before it was touched. Already redacted and bounded; safe to store and to mail, but
 * still hostile text to be escaped at each border.
 *
 * @param moment when in the incident it was taken, for people, such as {@code before restart 1}; empty if that is not known.
 *     An incident has several rounds, and this tells them apart
 */
public record Evidence(Instant takenAt, String moment, List<Exhibit> exhibits) {

    /**
     * One piece of evidence.
     *
     * @param name a file name such as {@code log.txt}
     * @param text the content, or one sentence why there is none
     * @param complete false when it was cut, or could not be had in time
     */
    public record Exhibit(String name, String text, boolean complete) {}

    public Evidence {
        exhibits = List.copyOf(exhibits);
    }

    /** Of an unknown moment. */
    public Evidence(Instant takenAt, List<Exhibit> exhibits) {
        this(takenAt, "", exhibits);
    }
}

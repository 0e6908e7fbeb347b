package io.dogwatch.model;

import java.time.Instant;
import java.util.List;

/**
 * The evidence saved about a target before an action. Already redacted and bounded; safe to store and to mail, but
 * still hostile text that each output must escape.
 *
 * @param moment the point in the incident, for readers, such as {@code before restart 1}; empty if unknown. It
 *     distinguishes the rounds of an incident
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

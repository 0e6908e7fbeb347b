package io.dogwatch.journal;

import io.dogwatch.model.TargetId;
import java.time.Instant;

/**
 * One line of a target's history.
 *
 * @param kind {@code phase}, {@code restart-decided}, {@code restart-ended}, {@code incident-opened},
 *     {@code incident-closed}, {@code notice}, {@code hook} or {@code request}
 * @param from the phase before, for kind {@code phase}; else empty
 * @param to the phase after, likewise
 * @param reason a word of Reason, or of a remedy's result
 * @param detail one line for people; may be empty
 * @param incident the incident's id, or empty
 */
public record Fact(
        long id,
        TargetId target,
        Instant at,
        String kind,
        String from,
        String to,
        String reason,
        String detail,
        String incident) {}

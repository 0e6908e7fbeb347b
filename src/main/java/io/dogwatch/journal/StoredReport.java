package io.dogwatch.journal;

import java.time.Instant;

/**
 * A report as written; each delivery attempt sends the same content.
 *
 * @param id of the notice's placeholder incident
 * @param name of the report, such as {@code weekly}
 * @param from start of its period, inclusive
 * @param until end of its period, exclusive
 */
public record StoredReport(
        String id,
        String name,
        Instant from,
        Instant until,
        Instant madeAt,
        String subject,
        String text,
        String html) {}

package io.dogwatch.journal;

import java.time.Instant;

/**
 * A report as it was written, so that each attempt to send it sends the same.
 *
 * @param id of the stand-in incident of its notice
 * @param name of the report, such as {@code weekly}
 * @param from where its period begins, inclusive
 * @param until where it ends, exclusive
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

package io.dogwatch.web;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.target.PlainText;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One notice on its way to people, as the pages show it.
 *
 * @param line the route by which it goes; {@code mail} for everybody's
 * @param held why it waits; absent if only for its time
 */
public record MailReport(
        String line,
        String kind,
        IncidentReport incident,
        @OneOf({"waiting", "sent", "parked"}) String state,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable String held,
        @Nullable String lastError) {

    static MailReport of(OutboxEntry entry) {
        return new MailReport(
                entry.line(),
                entry.notice().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                IncidentReport.of(entry.notice().incident()),
                entry.state(),
                entry.attempts(),
                entry.createdAt(),
                entry.dueAt(),
                entry.held().orElse(null),
                entry.lastError().map(error -> PlainText.line(error, 512)).orElse(null));
    }
}

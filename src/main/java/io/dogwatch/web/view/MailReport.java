package io.dogwatch.web.view;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One notification in the outbox, as returned by the API and shown on the pages.
 *
 * @param id the id of the notification and its receiver
 * @param receiver the receiver; {@code mail} for the default one
 * @param held why it waits; absent if it only waits for its next attempt
 */
public record MailReport(
        String id,
        String receiver,
        String kind,
        IncidentReport incident,
        @ChoiceParam({"waiting", "sent", "dead"}) String state,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable String held,
        @Nullable String lastError) {

    /** Separates the notification id from the receiver. */
    public static final char ON = '@';

    static MailReport of(OutboxEntry entry) {
        return new MailReport(
                entry.notice().id() + ON + entry.line(),
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

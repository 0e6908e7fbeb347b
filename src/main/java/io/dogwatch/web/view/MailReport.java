package io.dogwatch.web.view;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One notice on its way to people, as the API answers it and the pages show it.
 *
 * @param id of the notice and its line
 * @param line the route by which it goes; {@code mail} for everybody's
 * @param held why it waits; absent if only for its time
 */
public record MailReport(
        String id,
        String line,
        String kind,
        IncidentReport incident,
        @ChoiceParam({"waiting", "sent", "dead"}) String state,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable String held,
        @Nullable String lastError) {

    /** Between a notice's id and its line. */
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

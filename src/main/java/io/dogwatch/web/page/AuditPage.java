package io.dogwatch.web.page;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.model.PlainText;
import java.time.Instant;
import java.util.List;

/** Lists the audit log, newest first. */
public final class AuditPage extends Page {

    private static final int MAX_LENGTH = 600;

    private final List<AuditEntry> entries;

    AuditPage(List<AuditEntry> entries, Instant now) {
        super("audit.ftlh", now);
        this.entries = entries.stream().map(AuditPage::harmless).toList();
    }

    private static AuditEntry harmless(AuditEntry entry) {
        return new AuditEntry(
                entry.at(),
                PlainText.line(entry.action(), MAX_LENGTH),
                PlainText.line(entry.subject(), MAX_LENGTH),
                PlainText.line(entry.createdBy(), MAX_LENGTH),
                PlainText.line(entry.comment(), MAX_LENGTH),
                entry.source());
    }

    public List<AuditEntry> getEntries() {
        return entries;
    }
}

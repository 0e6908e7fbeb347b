package io.dogwatch.web.page;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.target.PlainText;
import java.time.Instant;
import java.util.List;

/** What people have asked of Dogwatch, newest first. */
public final class AuditPage extends Page {

    private static final int LONGEST = 600;

    private final List<AuditEntry> entries;

    AuditPage(List<AuditEntry> entries, Instant now) {
        super("audit.ftlh", now);
        this.entries = entries.stream().map(AuditPage::harmless).toList();
    }

    private static AuditEntry harmless(AuditEntry entry) {
        return new AuditEntry(
                entry.at(),
                PlainText.line(entry.act(), LONGEST),
                PlainText.line(entry.subject(), LONGEST),
                PlainText.line(entry.createdBy(), LONGEST),
                PlainText.line(entry.comment(), LONGEST),
                entry.way());
    }

    public List<AuditEntry> getEntries() {
        return entries;
    }
}

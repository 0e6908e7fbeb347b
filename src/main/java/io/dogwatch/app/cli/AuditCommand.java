package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.web.view.TimeFormat;
import java.time.InstantSource;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists the audit log, newest entry first. */
final class AuditCommand extends ListingCommand {

    private final InstantSource clock;

    AuditCommand(Terminal terminal, InstantSource clock) {
        super("audit", "Lists the audit log: user, action and comment", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {}

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("audit");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        terminal().out().print(table(ApiResponses.readAll(answer, AuditEntry.class)));
    }

    private String table(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return "No audit entries.\n";
        }
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        return new Table()
                .column(
                        "TIME",
                        1,
                        entries.stream().map(one -> times.absolute(one.at())).toList())
                .column(
                        "ACTION",
                        Integer.MAX_VALUE,
                        entries.stream().map(AuditEntry::action).toList())
                .column(
                        "SUBJECT",
                        Integer.MAX_VALUE,
                        entries.stream().map(AuditEntry::subject).toList())
                .column(
                        "CREATED BY",
                        3,
                        entries.stream().map(AuditEntry::createdBy).toList())
                .column("VIA", 0, entries.stream().map(AuditEntry::source).toList())
                .column("COMMENT", 2, entries.stream().map(AuditEntry::comment).toList())
                .within(terminal().columns());
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.web.report.Times;
import java.time.InstantSource;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists what people have asked of Dogwatch, newest first. */
final class AuditCommand extends ListingCommand {

    private final InstantSource clock;

    AuditCommand(Terminal terminal, InstantSource clock) {
        super("audit", "Lists what people have asked of Dogwatch: who, what and why", terminal);
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
        terminal().out().print(table(Answers.readAll(answer, AuditEntry.class)));
    }

    private String table(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return "Nobody has asked for anything.\n";
        }
        Times times = Times.seenFrom(clock.instant());
        return new Table()
                .column(
                        "WHEN",
                        1,
                        entries.stream().map(one -> times.absolute(one.at())).toList())
                .column(
                        "ACT",
                        Integer.MAX_VALUE,
                        entries.stream().map(AuditEntry::act).toList())
                .column(
                        "ABOUT",
                        Integer.MAX_VALUE,
                        entries.stream().map(AuditEntry::subject).toList())
                .column("BY", 3, entries.stream().map(AuditEntry::createdBy).toList())
                .column("WAY", 0, entries.stream().map(AuditEntry::way).toList())
                .column("WHY", 2, entries.stream().map(AuditEntry::comment).toList())
                .within(terminal().columns());
    }
}

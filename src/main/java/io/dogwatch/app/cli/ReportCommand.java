package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.PlainText;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Prints the availability report without sending it. */
final class ReportCommand extends ListingCommand {

    ReportCommand(Terminal terminal) {
        super("report", "Prints the availability report: uptime, incidents and open problems", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("--last").metavar("DURATION").help("period, such as 1d or 30d; default: 7d");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        String last = Optional.ofNullable(said.getString("last")).orElse("7d");
        return api.get("report?last=" + TargetName.encoded(last));
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        terminal().out().print(PlainText.block(answer.path("text").asText()));
    }
}

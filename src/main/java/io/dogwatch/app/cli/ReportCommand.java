package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.PlainText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Shows what a report would say now; sends nothing. */
final class ReportCommand extends ClientCommand {

    ReportCommand(Terminal terminal) {
        super("report", "Says how available the containers were, what failed, and what should be repaired", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("--last").metavar("DURATION").help("such as 1d or 30d; default: 7d");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String last = Optional.ofNullable(said.getString("last")).orElse("7d");
        JsonNode answer = api.get("report?last=" + URLEncoder.encode(last, StandardCharsets.UTF_8));
        terminal().out().print(PlainText.block(answer.path("text").asText()));
        terminal().out().flush();
    }
}

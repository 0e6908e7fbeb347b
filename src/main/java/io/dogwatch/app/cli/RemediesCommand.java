package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Says whether the global stop is on. */
final class RemediesCommand extends ListingCommand {

    RemediesCommand(Terminal terminal) {
        super("remedies", "Says whether anything is restarted at all, or disable-restarts is on", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {}

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("stop");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        boolean isOn = answer.path("stopped").asBoolean();
        terminal()
                .out()
                .print(new Lines()
                        .paragraph(
                                isOn
                                        ? "All remedies are stopped " + Answers.line(answer.path("line")) + "."
                                        : "Remedies are allowed."));
    }
}

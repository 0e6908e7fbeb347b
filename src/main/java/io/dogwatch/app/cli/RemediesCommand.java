package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Shows whether restarts are enabled. */
final class RemediesCommand extends ListingCommand {

    RemediesCommand(Terminal terminal) {
        super("status", "Shows whether restarts are enabled", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {}

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("restarts-disabled");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        boolean isOn = answer.path("disabled").asBoolean();
        terminal()
                .out()
                .print(new Lines()
                        .paragraph(
                                isOn
                                        ? "Restarts are disabled " + Answers.line(answer.path("line")) + "."
                                        : "Restarts are enabled."));
    }
}

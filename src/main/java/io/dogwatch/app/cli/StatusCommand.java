package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Shows whether restarts are enabled. */
final class StatusCommand extends ListingCommand {

    StatusCommand(Terminal terminal) {
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
                .print(new TextWriter()
                        .paragraph(
                                isOn
                                        ? "Restarts are disabled " + ApiResponses.line(answer.path("summary")) + "."
                                        : "Restarts are enabled."));
    }
}

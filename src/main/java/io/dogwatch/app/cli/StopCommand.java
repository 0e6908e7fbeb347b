package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Disables and enables restarts on all hosts. */
final class StopCommand extends ClientCommand {

    private final boolean stops;

    private StopCommand(String name, String description, boolean stops, Terminal terminal) {
        super(name, description, terminal);
        this.stops = stops;
    }

    static StopCommand stop(Terminal terminal) {
        return new StopCommand("disable-restarts", "Disables all restarts on all hosts", true, terminal);
    }

    static StopCommand allow(Terminal terminal) {
        return new StopCommand("enable-restarts", "Enables restarts again", false, terminal);
    }

    @Override
    void understand(Subparser subparser) {
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        JsonNode answer =
                stops ? api.put("restarts-disabled", plea(said)) : api.delete("restarts-disabled", plea(said));
        boolean isOn = answer.path("disabled").asBoolean(stops);
        Lines lines = new Lines();
        lines.paragraph(
                isOn
                        ? "Restarts are disabled on all hosts. Checks and notifications continue."
                        : "Restarts are enabled.");
        if (isOn && !stops) {
            lines.paragraph("They are still disabled " + answer.path("line").asText("by the configuration") + ".");
        }
        terminal().out().print(lines);
    }
}

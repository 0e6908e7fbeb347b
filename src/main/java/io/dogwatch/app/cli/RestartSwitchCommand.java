package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Disables and enables restarts on all hosts. */
final class RestartSwitchCommand extends ClientCommand {

    private final boolean stops;

    private RestartSwitchCommand(String name, String description, boolean stops, Terminal terminal) {
        super(name, description, terminal);
        this.stops = stops;
    }

    static RestartSwitchCommand stop(Terminal terminal) {
        return new RestartSwitchCommand("disable-restarts", "Disables all restarts on all hosts", true, terminal);
    }

    static RestartSwitchCommand allow(Terminal terminal) {
        return new RestartSwitchCommand("enable-restarts", "Enables restarts again", false, terminal);
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
        TextWriter lines = new TextWriter();
        lines.paragraph(
                isOn
                        ? "Restarts are disabled on all hosts. Checks and notifications continue."
                        : "Restarts are enabled.");
        if (isOn && !stops) {
            lines.paragraph("They are still disabled " + answer.path("summary").asText("by the configuration") + ".");
        }
        terminal().out().print(lines);
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Switches the global stop: while it is on, nothing is done to any container. */
final class StopCommand extends ClientCommand {

    private final boolean stops;

    private StopCommand(String name, String description, boolean stops, Terminal terminal) {
        super(name, description, terminal);
        this.stops = stops;
    }

    static StopCommand stop(Terminal terminal) {
        return new StopCommand(
                "disable-restarts", "Restarts nothing any more, on any host, until enable-restarts", true, terminal);
    }

    static StopCommand allow(Terminal terminal) {
        return new StopCommand("enable-restarts", "Ends disable-restarts", false, terminal);
    }

    @Override
    void understand(Subparser subparser) {
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        JsonNode answer = stops ? api.put("stop", plea(said)) : api.delete("stop", plea(said));
        boolean isOn = answer.path("stopped").asBoolean(stops);
        Lines lines = new Lines();
        lines.paragraph(
                isOn
                        ? "All remedies are stopped: nothing is done to any container. Failures are still told."
                        : "Remedies are allowed again.");
        if (isOn && !stops) {
            lines.paragraph("It is still stopped " + answer.path("line").asText("by the configuration") + ".");
        }
        terminal().out().print(lines);
    }
}

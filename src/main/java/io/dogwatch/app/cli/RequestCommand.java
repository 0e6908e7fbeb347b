package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Sends a request for one target and prints the result. */
final class RequestCommand extends ClientCommand {

    private RequestCommand(String name, String description, Terminal terminal) {
        super(name, description, terminal);
    }

    static RequestCommand restart(Terminal terminal) {
        return new RequestCommand("restart", "Saves evidence and restarts a container now", terminal);
    }

    static RequestCommand release(Terminal terminal) {
        return new RequestCommand("release", "Ends the quarantine of a container", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        JsonNode answer = api.post(TargetName.path(target) + "/" + getName(), plea(said));
        TextWriter lines = new TextWriter();
        lines.paragraph(answer.path("text").asText());
        lines.paragraph("Next: " + answer.path("next").path("text").asText() + ".");
        terminal().out().print(lines);
    }
}

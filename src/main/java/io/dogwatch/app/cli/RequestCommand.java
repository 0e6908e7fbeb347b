package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Asks something of one target, and says what becomes of it. */
final class RequestCommand extends ClientCommand {

    private RequestCommand(String name, String description, Terminal terminal) {
        super(name, description, terminal);
    }

    static RequestCommand restart(Terminal terminal) {
        return new RequestCommand("restart", "Restarts a container now, with evidence first", terminal);
    }

    static RequestCommand release(Terminal terminal) {
        return new RequestCommand("release", "Ends the quarantine of a container", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        JsonNode answer = api.post(TargetName.path(target) + "/" + getName(), plea(said));
        Lines lines = new Lines();
        lines.paragraph(answer.path("text").asText());
        lines.paragraph("Next: " + answer.path("next").path("text").asText() + ".");
        terminal().out().print(lines);
    }
}

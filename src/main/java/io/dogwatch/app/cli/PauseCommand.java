package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.target.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Leaves off watching a container for a while: nothing is probed, judged or done, and nobody is told. */
final class PauseCommand extends ClientCommand {

    PauseCommand(Terminal terminal) {
        super("pause", "Leaves off watching a container for a while: nothing is probed, judged or done", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--for")
                .metavar("TIME")
                .setDefault("1h")
                .help("how long from now, such as 30m or 2h, 30d at most; default: 1h");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        ObjectNode order = plea(said).put("for", said.getString("for"));
        JsonNode window = api.post(TargetName.path(target) + "/pause", order);
        Lines lines = new Lines();
        lines.paragraph(target + " is not watched until " + window.path("until").asText()
                + ": nothing is probed, judged or done, and nobody is told.");
        lines.paragraph("To watch it again before: dogwatch resume " + target);
        terminal().out().print(lines);
    }
}

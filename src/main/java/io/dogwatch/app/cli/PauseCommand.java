package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Pauses the monitoring of a container: no checks, no restarts, no notifications. */
final class PauseCommand extends ClientCommand {

    PauseCommand(Terminal terminal) {
        super("pause", "Pauses monitoring of a container: no checks, restarts or notifications", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--for")
                .metavar("TIME")
                .setDefault("1h")
                .help("duration from now, such as 30m or 2h, at most 30d; default: 1h");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        ObjectNode order = plea(said).put("for", said.getString("for"));
        JsonNode window = api.post(TargetName.path(target) + "/pause", order);
        TextWriter lines = new TextWriter();
        lines.paragraph(target + " is paused until " + window.path("until").asText()
                + ": no checks, restarts or notifications.");
        lines.paragraph("To resume earlier: dogwatch resume " + target);
        terminal().out().print(lines);
    }
}

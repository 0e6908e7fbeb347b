package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Acknowledges an incident: reminders and escalation stop. */
final class AckCommand extends ClientCommand {

    AckCommand(Terminal terminal) {
        super("ack", "Acknowledges an incident: stops reminders and escalation", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser
                .addArgument("incident")
                .metavar("INCIDENT")
                .help("the incident id, as shown in mails and on the web page");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String id = said.getString("incident");
        JsonNode answer = api.post("incidents/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/ack", plea(said));
        TextWriter lines = new TextWriter();
        lines.paragraph("Incident " + id + " acknowledged by "
                + answer.path("createdBy").asText()
                + ": no more reminders. Dogwatch still restarts the container if necessary.");
        terminal().out().print(lines);
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Says that a person looks at an incident, so that nobody is reminded of it any more. */
final class AckCommand extends ClientCommand {

    AckCommand(Terminal terminal) {
        super("ack", "Says that somebody looks at an incident: no reminders, no escalation", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("incident").metavar("INCIDENT").help("its id, as mails and the page have it");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String id = said.getString("incident");
        JsonNode answer = api.post("incidents/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/ack", plea(said));
        Lines lines = new Lines();
        lines.paragraph(answer.path("by").asText() + " looks at incident " + id
                + ": nobody is reminded of it any more. What Dogwatch does about it stays the same.");
        terminal().out().print(lines);
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Has the configuration file read again. Fails if it is refused. */
final class ReloadCommand extends ClientCommand {

    /** It waits for mails that are just being sent. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LONGEST_FAULT = 500;

    ReloadCommand(Terminal terminal) {
        super("reload", "Has Dogwatch read its configuration file again", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        JsonNode answer = api.post("reload", plea(said), PATIENCE);
        Lines lines = new Lines();
        if (!answer.path("accepted").asBoolean()) {
            lines.paragraph("The configuration is refused:");
            texts(answer.path("faults")).forEach(fault -> lines.paragraph("  " + fault));
            terminal().out().print(lines);
            terminal().out().flush();
            throw new CommandFailure(CommandFailure.REFUSED, "The one before it stays in force.");
        }
        lines.paragraph("The configuration is in force.");
        List<String> later = texts(answer.path("needsRestart"));
        if (!later.isEmpty()) {
            lines.paragraph("Needs a restart: " + String.join(", ", later));
        }
        terminal().out().print(lines);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(PlainText.line(text.asText(), LONGEST_FAULT)));
        return texts;
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Reloads the configuration file. Fails if the file is invalid. */
final class ReloadCommand extends ClientCommand {

    /** Long enough for mails in progress to be sent. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MAX_FAULT_LENGTH = 500;

    ReloadCommand(Terminal terminal) {
        super("reload", "Reloads the configuration file", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        JsonNode answer = api.post("reload", plea(said), PATIENCE);
        TextWriter lines = new TextWriter();
        if (!answer.path("accepted").asBoolean()) {
            lines.paragraph("The configuration is invalid:");
            texts(answer.path("faults")).forEach(fault -> lines.paragraph("  " + fault));
            terminal().out().print(lines);
            terminal().out().flush();
            throw new CommandFailure(CommandFailure.REFUSED, "The previous configuration remains active.");
        }
        lines.paragraph("Configuration reloaded.");
        List<String> later = texts(answer.path("needsRestart"));
        if (!later.isEmpty()) {
            lines.paragraph("Needs a restart: " + String.join(", ", later));
        }
        terminal().out().print(lines);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(PlainText.line(text.asText(), MAX_FAULT_LENGTH)));
        return texts;
    }
}

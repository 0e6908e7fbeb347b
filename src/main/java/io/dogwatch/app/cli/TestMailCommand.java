package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Sends a test mail and prints each step. Fails if no server accepts it. */
final class TestMailCommand extends ClientCommand {

    /** Long enough for several servers that each use their whole timeout. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int NAMES = 14;

    TestMailCommand(Terminal terminal) {
        super("test-mail", "Sends a test mail and shows each step", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("--receiver").metavar("NAME").help("the receiver; default: mail");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(said.getString("receiver")).ifPresent(receiver -> order.put("receiver", receiver));
        order.put("createdBy", terminal().user());
        JsonNode answer = api.post("mail/test", order, PATIENCE);
        terminal().out().print(lines(answer));
        terminal().out().flush();
        if (!answer.path("accepted").asBoolean()) {
            throw new CommandFailure(CommandFailure.REFUSED, "The mail was not sent.");
        }
    }

    private static TextWriter lines(JsonNode answer) {
        TextWriter lines = new TextWriter();
        List<String> recipients = new ArrayList<>();
        answer.path("recipients").forEach(recipient -> recipients.add(text(recipient)));
        lines.paragraph("Receiver " + text(answer.path("receiver")) + ", to " + String.join(", ", recipients));
        for (JsonNode attempt : answer.path("attempts")) {
            lines.blank().paragraph(text(attempt.path("server")));
            for (JsonNode step : attempt.path("steps")) {
                String name = (step.path("succeeded").asBoolean() ? "  ok  " : "  NO  ") + text(step.path("name"));
                lines.labelled(name, NAMES + 6, text(step.path("text")));
            }
            String advice = text(attempt.path("advice"));
            if (!advice.isEmpty()) {
                lines.paragraph("Next step: " + advice);
            }
        }
        if (answer.path("accepted").asBoolean()) {
            lines.blank()
                    .paragraph("Accepted as " + text(answer.path("messageId"))
                            + ". Check that it arrives in the mailbox.");
        }
        return lines;
    }

    private static String text(JsonNode node) {
        return PlainText.line(node.asText(), 500);
    }
}

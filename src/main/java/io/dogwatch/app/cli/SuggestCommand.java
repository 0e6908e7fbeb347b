package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Detects the protocols on the ports of containers and prints suitable checks. */
final class SuggestCommand extends ListingCommand {

    private static final int PORT_COLUMN = 12;

    SuggestCommand(Terminal terminal) {
        super("suggest", "Detects the protocols on a container's ports and prints checks for them", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser
                .addArgument("name")
                .nargs("*")
                .metavar("[HOST/]NAME")
                .help("the containers; default: all without a rule or label");
        subparser
                .addArgument("--labels")
                .action(Arguments.storeTrue())
                .help("print labels for a Compose file instead of rules for config.yml");
    }

    /** An answer of the API for each container. */
    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        List<TargetId> targets = new ArrayList<>();
        for (String name : said.<String>getList("name")) {
            targets.add(TargetName.find(api, name));
        }
        if (targets.isEmpty()) {
            targets.addAll(merelyFound(api));
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        targets.forEach(target -> answers.add(api.get(TargetName.path(target) + "/suggestions")));
        return answers;
    }

    @Override
    void show(JsonNode answers, Namespace said) {
        if (answers.isEmpty()) {
            terminal().out().println("Every container has a rule or a label. Give a name to inspect a container.");
            return;
        }
        boolean asLabels = is(said, "labels");
        StringBuilder written = new StringBuilder();
        for (JsonNode answer : answers) {
            terminal().out().print(found(answer));
            String text =
                    PlainText.block(answer.path(asLabels ? "labels" : "rule").asText(""));
            if (!text.isEmpty()) {
                written.append(asLabels ? "  " + name(answer) + ":\n    labels:\n" + text : text);
            }
        }
        if (!written.isEmpty()) {
            terminal()
                    .out()
                    .print("\n" + (asLabels ? "For the Compose file:" : "For config.yml:") + "\n\n"
                            + (asLabels ? "services:\n" : "watch:\n") + written);
        }
    }

    private static String name(JsonNode answer) {
        return PlainText.line(answer.path("name").asText(""), 128);
    }

    private TextWriter found(JsonNode answer) {
        Ansi ink = new Ansi(terminal().coloured());
        TextWriter lines = new TextWriter();
        lines.line(
                ink.bold(name(answer)) + ink.quiet("  " + answer.path("watched").asText("")));
        if (answer.path("ports").isEmpty()) {
            lines.labelled("", 2, "It exposes no TCP port, or is not running.");
        }
        for (JsonNode port : answer.path("ports")) {
            String label = "  " + port.path("port").asInt() + "/tcp";
            lines.labelled(label, PORT_COLUMN, port.path("found").asText(""));
        }
        return lines;
    }

    private static List<TargetId> merelyFound(ApiClient api) {
        List<TargetId> found = new ArrayList<>();
        for (JsonNode target : api.get("targets")) {
            if (target.path("source").asText("").equals("found")) {
                found.add(new TargetId(
                        target.path("host").asText(), target.path("name").asText()));
            }
        }
        return found;
    }
}

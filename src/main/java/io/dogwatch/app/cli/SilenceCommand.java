package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.TargetId;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Creates a silence or a maintenance window. */
final class SilenceCommand extends ClientCommand {

    private final boolean holdsRestarts;

    private SilenceCommand(String name, String description, boolean holdsRestarts, Terminal terminal) {
        super(name, description, terminal);
        this.holdsRestarts = holdsRestarts;
    }

    static SilenceCommand silence(Terminal terminal) {
        return new SilenceCommand("silence", "Mutes notifications of a container; restarts continue", false, terminal);
    }

    static SilenceCommand maintenance(Terminal terminal) {
        return new SilenceCommand(
                "maintenance", "Blocks restarts of a container and mutes its notifications", true, terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").nargs("?").help("the container");
        subparser.addArgument("--all").action(Arguments.storeTrue()).help("all containers on all hosts");
        subparser.addArgument("--for").metavar("TIME").required(true).help("duration from now, such as 30m or 2h");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        ObjectNode order = plea(said)
                .put("for", said.getString("for"))
                .put("restarts", holdsRestarts ? "hold" : "allow")
                .put("notifications", "mute");
        String about = scope(api, said, order);
        JsonNode window = api.post("silences", order);
        TextWriter lines = new TextWriter();
        lines.paragraph((holdsRestarts ? "Maintenance of " : "Silence for ") + about + until(window) + ".");
        lines.paragraph(
                "To expire it earlier: dogwatch expire " + window.path("id").asText());
        terminal().out().print(lines);
    }

    /** @return the scope as text */
    private String scope(ApiClient api, Namespace said, ObjectNode scope) {
        boolean all = Boolean.TRUE.equals(said.getBoolean("all"));
        String name = said.getString("name");
        if (all == (name != null)) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    getName() + ": " + (all ? "NAME conflicts with --all; use only one" : "NAME or --all is required"));
        }
        if (name == null) {
            scope.put("name", "*");
            return "all containers";
        }
        TargetId target = TargetName.find(api, name);
        scope.put("name", target.name()).put("host", target.host());
        return target.toString();
    }

    private static String until(JsonNode window) {
        String until = window.path("until").asText();
        return until.isEmpty() ? "" : " until " + until;
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.target.TargetId;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Orders a silence or a maintenance, which ends by itself. */
final class WindowCommand extends ClientCommand {

    private final boolean holdsRestarts;

    private WindowCommand(String name, String description, boolean holdsRestarts, Terminal terminal) {
        super(name, description, terminal);
        this.holdsRestarts = holdsRestarts;
    }

    static WindowCommand silence(Terminal terminal) {
        return new WindowCommand(
                "silence", "Tells nobody about a container for a while; it is healed all the same", false, terminal);
    }

    static WindowCommand maintenance(Terminal terminal) {
        return new WindowCommand(
                "maintenance", "Leaves a container alone for a while, and tells nobody about it", true, terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").nargs("?").help("the container");
        subparser.addArgument("--all").action(Arguments.storeTrue()).help("all containers of all hosts");
        subparser.addArgument("--for").metavar("TIME").required(true).help("how long from now, such as 30m or 2h");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        ObjectNode order = plea(said)
                .put("for", said.getString("for"))
                .put("remedies", holdsRestarts ? "hold" : "allow")
                .put("notices", "mute");
        String about = scope(api, said, order);
        JsonNode window = api.post("windows", order);
        Lines lines = new Lines();
        lines.paragraph((holdsRestarts ? "Maintenance of " : "Silence about ") + about + until(window) + ".");
        lines.paragraph("To end it before: dogwatch end " + window.path("id").asText());
        terminal().out().print(lines);
    }

    /** @return whom it is about, for people */
    private String scope(ApiClient api, Namespace said, ObjectNode scope) {
        boolean all = Boolean.TRUE.equals(said.getBoolean("all"));
        String name = said.getString("name");
        if (all == (name != null)) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    getName() + ": give either the name of a container or --all" + (all ? ", not both" : ""));
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

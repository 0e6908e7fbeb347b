package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.view.Explanation;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Explains the phase of a container, its reason, and the next step. */
final class ExplainCommand extends ListingCommand {

    ExplainCommand(Terminal terminal) {
        super("explain", "Explains the phase of a container, its reason and the next step", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--values")
                .action(Arguments.storeTrue())
                .help("also list every configured value with its source");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        return api.get(TargetName.path(target) + "/explain");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        Explanation explanation = ApiResponses.read(answer, Explanation.class);
        terminal()
                .out()
                .print(new ExplanationText(new Ansi(terminal().coloured()), is(said, "values")).of(explanation));
    }
}

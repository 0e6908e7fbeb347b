package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.report.Explanation;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Says how a container stands, why, what holds it, and what would happen next. */
final class ExplainCommand extends ListingCommand {

    ExplainCommand(Terminal terminal) {
        super("explain", "Says how a container stands, why, and what would happen next", terminal);
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--values")
                .action(Arguments.storeTrue())
                .help("also every configured value, and where it comes from");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        return api.get(TargetName.path(target) + "/explain");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        Explanation explanation = Answers.read(answer, Explanation.class);
        terminal().out().print(new ExplanationText(new Ink(terminal().coloured()), is(said, "values")).of(explanation));
    }
}

package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.Explanation;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Says how a container stands, why, what holds it, and what would happen next. */
final class ExplainCommand extends ClientCommand {

    ExplainCommand(Terminal terminal) {
        super("explain", "Says how a container stands, why, and what would happen next", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--values")
                .action(Arguments.storeTrue())
                .help("also every configured value, and where it comes from");
        subparser.addArgument("--json").action(Arguments.storeTrue()).help("as the API answers it");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        JsonNode answer = api.get(TargetName.path(target) + "/explain");
        if (Boolean.TRUE.equals(said.getBoolean("json"))) {
            terminal().out().println(Answers.written(answer));
        } else {
            Explanation explanation = Answers.read(answer, Explanation.class);
            boolean withValues = Boolean.TRUE.equals(said.getBoolean("values"));
            terminal().out().print(new ExplanationText(new Ink(terminal().coloured()), withValues).of(explanation));
        }
    }
}

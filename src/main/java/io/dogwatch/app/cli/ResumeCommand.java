package io.dogwatch.app.cli;

import io.dogwatch.target.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Watches a container again before its pause is over. */
final class ResumeCommand extends ClientCommand {

    ResumeCommand(Terminal terminal) {
        super("resume", "Watches a container again before its pause is over", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        api.post(TargetName.path(target) + "/resume", plea(said));
        terminal().out().println(target + " is watched again.");
    }
}

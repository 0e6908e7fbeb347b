package io.dogwatch.app.cli;

import io.dogwatch.model.TargetId;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Resumes the monitoring of a paused container. */
final class ResumeCommand extends ClientCommand {

    ResumeCommand(Terminal terminal) {
        super("resume", "Resumes monitoring of a paused container", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        api.post(TargetName.path(target) + "/resume", plea(said));
        terminal().out().println("Monitoring of " + target + " resumed.");
    }
}

package io.dogwatch.app.cli;

import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Expires a silence or a maintenance window. */
final class ExpireCommand extends ClientCommand {

    ExpireCommand(Terminal terminal) {
        super("expire", "Expires a silence or a maintenance window now", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("id").metavar("ID").help("the id of the silence");
        addPleaOptions(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String id = said.getString("id");
        api.delete("silences/" + TargetName.encoded(id), plea(said));
        terminal().out().println("Silence " + id + " expired.");
    }
}

package io.dogwatch.app.cli;

import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Ends a silence or a maintenance before its time. */
final class EndCommand extends ClientCommand {

    EndCommand(Terminal terminal) {
        super("end", "Ends a silence or a maintenance before its time", terminal);
    }

    @Override
    void understand(Subparser subparser) {
        subparser.addArgument("id").metavar("ID").help("as silence and maintenance have written it");
        understandPlea(subparser);
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        String id = said.getString("id");
        api.delete("windows/" + TargetName.encoded(id), plea(said));
        terminal().out().println("Ended: " + id);
    }
}

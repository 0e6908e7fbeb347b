package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** A command that changes nothing: it shows an answer of the API to people or, with {@code --json}, as it is. */
abstract class ListingCommand extends ClientCommand {

    ListingCommand(String name, String description, Terminal terminal) {
        super(name, description, terminal);
    }

    /** Adds what the command understands beside {@code --json}. */
    abstract void understandMore(Subparser subparser);

    /** What the API says, or what of it was asked for. */
    abstract JsonNode ask(ApiClient api, Namespace said);

    /** Shows it to people. */
    abstract void show(JsonNode answer, Namespace said);

    @Override
    final void understand(Subparser subparser) {
        understandMore(subparser);
        subparser.addArgument("--json").action(Arguments.storeTrue()).help("as the API answers it, for programs");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        tell(ask(api, said), said);
    }

    /** Shows an answer as it is wanted. */
    final void tell(JsonNode answer, Namespace said) {
        if (isJson(said)) {
            terminal().out().println(Answers.written(answer));
        } else {
            show(answer, said);
        }
        terminal().out().flush();
    }

    static boolean isJson(Namespace said) {
        return is(said, "json");
    }

    static boolean is(Namespace said, String flag) {
        return Boolean.TRUE.equals(said.getBoolean(flag));
    }
}

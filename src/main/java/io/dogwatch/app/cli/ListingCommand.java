package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** A read-only command: prints an answer of the API as text or, with {@code --json}, unchanged. */
abstract class ListingCommand extends ClientCommand {

    ListingCommand(String name, String description, Terminal terminal) {
        super(name, description, terminal);
    }

    /** Adds the options besides {@code --json}. */
    abstract void understandMore(Subparser subparser);

    /** Returns the answer of the API, or the requested part of it. */
    abstract JsonNode ask(ApiClient api, Namespace said);

    /** Prints the answer as text. */
    abstract void show(JsonNode answer, Namespace said);

    @Override
    final void understand(Subparser subparser) {
        understandMore(subparser);
        subparser.addArgument("--json").action(Arguments.storeTrue()).help("print the JSON answer of the API");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        print(ask(api, said), said);
    }

    /** Prints an answer in the requested format. */
    final void print(JsonNode answer, Namespace said) {
        if (isJson(said)) {
            terminal().out().println(ApiResponses.written(answer));
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

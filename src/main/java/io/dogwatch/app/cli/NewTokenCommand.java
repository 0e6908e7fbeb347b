package io.dogwatch.app.cli;

import io.dogwatch.auth.Role;
import io.dogwatch.auth.Token;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Creates a token for a program, prints it once, and prints the entry for the configuration. */
public final class NewTokenCommand extends Command {

    private final PrintStream out;

    public NewTokenCommand(PrintStream out) {
        super("new-token", "Creates a token for a program and prints the configuration entry");
        this.out = out;
    }

    @Override
    public void configure(Subparser subparser) {
        subparser.addArgument("name").metavar("NAME").help("name for the audit log, such as prometheus");
        subparser
                .addArgument("--role")
                .choices("viewer", "operator", "admin")
                .setDefault("viewer")
                .help("role of the token; default: viewer");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace said) {
        String name = said.getString("name");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "NAME must have at most 100 letters, digits and the characters . _ -");
        }
        String token = Token.random();
        out.println("The token is shown only once. Use it as DOGWATCH_TOKEN or as a bearer token:");
        out.println("  " + token);
        out.println("Add to config.yml under auth:");
        out.println("  tokens:");
        out.println("    - {name: " + name + ", role: "
                + Role.valueOf(said.getString("role").toUpperCase(Locale.ROOT)).word() + ", hash: '" + Token.hash(token)
                + "'}");
    }
}

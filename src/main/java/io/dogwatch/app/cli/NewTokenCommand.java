package io.dogwatch.app.cli;

import io.dogwatch.access.Role;
import io.dogwatch.access.Token;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Makes a token for a program, shows it this once, and writes the line by which Dogwatch knows it. */
public final class NewTokenCommand extends Command {

    private final PrintStream out;

    public NewTokenCommand(PrintStream out) {
        super("new-token", "Makes a token for a program, and the line of it for the configuration");
        this.out = out;
    }

    @Override
    public void configure(Subparser subparser) {
        subparser.addArgument("name").metavar("NAME").help("as the audit is to know it, such as prometheus");
        subparser
                .addArgument("--role")
                .choices("viewer", "operator", "admin")
                .setDefault("viewer")
                .help("what it may do; default: viewer");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace said) {
        String name = said.getString("name");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "NAME has at most 100 letters, digits, and the signs . _ and -");
        }
        String token = Token.random();
        out.println("The token, shown only now; give it to the program, as DOGWATCH_TOKEN or as a bearer token:");
        out.println("  " + token);
        out.println("For the configuration, under access:");
        out.println("  tokens:");
        out.println("    - {name: " + name + ", role: "
                + Role.valueOf(said.getString("role").toUpperCase(Locale.ROOT)).word() + ", hash: '" + Token.hash(token)
                + "'}");
    }
}

package io.dogwatch.app.cli;

import io.dogwatch.auth.PasswordHash;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Prints the hash of a password. It reads the password from the terminal or a pipe, never from an argument. */
public final class HashPasswordCommand extends Command {

    private static final int SHORTEST = 8;

    private final InputStream in;
    private final PrintStream out;
    private final Optional<Console> console;

    /** @param console where a person types it, unseen; empty to read the first line of {@code in} */
    public HashPasswordCommand(InputStream in, PrintStream out, Optional<Console> console) {
        super("hash-password", "Reads a password and prints its hash for auth.users");
        this.in = in;
        this.out = out;
        this.console = console;
    }

    @Override
    public void configure(Subparser subparser) {}

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace said) throws IOException {
        String password = console.isPresent() ? typed(console.get()) : piped();
        if (password.length() < SHORTEST || password.length() > PasswordHash.MAX_LENGTH) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "The password must have " + SHORTEST + " to " + PasswordHash.MAX_LENGTH + " characters, but has "
                            + password.length() + ".");
        }
        out.println("password: '" + PasswordHash.of(password).text() + "'");
    }

    private static String typed(Console console) {
        char[] once = Optional.ofNullable(console.readPassword("Password: ")).orElse(new char[0]);
        char[] again =
                Optional.ofNullable(console.readPassword("Repeat password: ")).orElse(new char[0]);
        if (!Arrays.equals(once, again)) {
            throw new CommandFailure(CommandFailure.USAGE, "The passwords do not match.");
        }
        return new String(once);
    }

    private String piped() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        return Optional.ofNullable(lines.readLine()).orElse("");
    }

    @Override
    public void onError(Cli cli, Namespace said, Throwable error) {
        cli.getStdErr().println(error.getMessage());
    }
}

package io.dogwatch.app.cli;

import io.dogwatch.target.Hint;
import io.dogwatch.target.PlainText;
import io.dropwizard.core.cli.Command;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.helper.HelpScreenException;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/**
 * Runs the commands that ask a running Dogwatch without Dropwizard's Bootstrap, which readies a validator, a metric registry
 * and logging for a server: that takes three times as long as all the rest of such a command.
 */
public final class ClientLine {

    private ClientLine() {}

    /** @return the exit code; empty if the arguments name one of the other commands, or none, and nothing was done */
    public static OptionalInt run(String[] arguments, Terminal terminal) {
        List<ClientCommand> commands = ClientCommands.of(terminal);
        List<String> names = ClientCommands.allNames(terminal);
        if (arguments.length > 0 && !arguments[0].startsWith("-") && !names.contains(arguments[0])) {
            terminal.err()
                    .println("There is no command " + PlainText.line(arguments[0], 80) + Hint.of(arguments[0], names));
            return OptionalInt.of(CommandFailure.USAGE);
        }
        if (arguments.length == 0 || commands.stream().map(Command::getName).noneMatch(arguments[0]::equals)) {
            return OptionalInt.empty();
        }
        ArgumentParser parser = parser(commands);
        try {
            Namespace said = parser.parseArgs(arguments);
            for (ClientCommand command : commands) {
                if (command.getName().equals(arguments[0])) {
                    command.carryOut(said);
                }
            }
            return OptionalInt.of(0);
        } catch (HelpScreenException e) {
            return OptionalInt.of(0);
        } catch (ArgumentParserException e) {
            PrintWriter err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
            parser.handleError(e, err);
            err.flush();
            return OptionalInt.of(CommandFailure.USAGE);
        } catch (CommandFailure e) {
            terminal.err().println(e.getMessage());
            return OptionalInt.of(e.exitCode());
        }
    }

    private static ArgumentParser parser(List<ClientCommand> commands) {
        ArgumentParser parser = ArgumentParsers.newFor("dogwatch").build();
        Subparsers subparsers = parser.addSubparsers().title("commands");
        commands.forEach(command ->
                command.configure(subparsers.addParser(command.getName()).description(command.getDescription())));
        return parser;
    }
}

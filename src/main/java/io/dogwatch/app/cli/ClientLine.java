package io.dogwatch.app.cli;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dropwizard.core.cli.Command;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Former names of commands. */
    static final Map<String, String> RENAMED = Map.of(
            "end", "expire",
            "windows", "silences",
            "mails", "notifications",
            "remedies", "status",
            "stop-remedies", "disable-restarts",
            "allow-remedies", "enable-restarts",
            "check", "check-config");

    /** Former names of options. */
    static final Map<String, String> RENAMED_OPTIONS =
            Map.of("--why", "--comment", "--by", "--created-by", "--trouble", "--failing");

    private ClientLine() {}

    /** @return the exit code; empty if the arguments name no client command, and nothing was run */
    public static OptionalInt run(String[] arguments, Terminal terminal) {
        List<ClientCommand> commands = ClientCommands.of(terminal);
        List<String> names = ClientCommands.allNames(terminal);
        if (arguments.length > 0 && !arguments[0].startsWith("-") && !names.contains(arguments[0])) {
            terminal.err().println(unknown(arguments[0], names));
            return OptionalInt.of(CommandFailure.USAGE);
        }
        if (arguments.length == 0 || commands.stream().map(Command::getName).noneMatch(arguments[0]::equals)) {
            return OptionalInt.empty();
        }
        Optional<String> renamed =
                List.of(arguments).stream().filter(RENAMED_OPTIONS::containsKey).findFirst();
        if (renamed.isPresent()) {
            terminal.err().println(renamed.get() + ": renamed to " + RENAMED_OPTIONS.get(renamed.get()));
            return OptionalInt.of(CommandFailure.USAGE);
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

    private static String unknown(String command, List<String> names) {
        String renamed = RENAMED.get(command);
        return renamed == null
                ? "unknown command " + PlainText.line(command, 80) + DidYouMean.of(command, names)
                : "unknown command " + command + ": renamed to " + renamed;
    }

    private static ArgumentParser parser(List<ClientCommand> commands) {
        ArgumentParser parser = ArgumentParsers.newFor("dogwatch").build();
        Subparsers subparsers = parser.addSubparsers().title("commands");
        commands.forEach(command ->
                command.configure(subparsers.addParser(command.getName()).description(command.getDescription())));
        return parser;
    }
}

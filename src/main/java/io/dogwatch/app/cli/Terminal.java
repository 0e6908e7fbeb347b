package io.dogwatch.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What a command knows of the terminal it was called from.
 *
 * @param coloured whether a person looks at it, and colours are not unwelcome
 * @param user who is at it
 * @param urlOfEnvironment what DOGWATCH_URL says
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean coloured, String user, Optional<String> urlOfEnvironment) {

    /** The one of this process. */
    public static Terminal here() {
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        boolean unwelcome = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
        return new Terminal(
                System.out,
                System.err,
                isTerminal && !unwelcome,
                System.getProperty("user.name", "unknown"),
                Optional.ofNullable(System.getenv("DOGWATCH_URL")).filter(url -> !url.isBlank()));
    }
}

package io.dogwatch.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of a command.
 *
 * @param coloured whether it is interactive and allows colours
 * @param columns its width; empty if unknown or not interactive
 * @param user the current user
 * @param urlOfEnvironment the value of DOGWATCH_URL
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean coloured,
        OptionalInt columns,
        String user,
        Optional<String> urlOfEnvironment) {

    private static OptionalInt width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{1,3}")
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }

    /** Whether the reader has closed the output, as {@code | head} does. */
    boolean isDeaf() {
        return out.checkError();
    }

    /** Whether the screen can be cleared. */
    boolean canClear() {
        return coloured || (columns.isPresent() && !"dumb".equals(System.getenv("TERM")));
    }

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
                isTerminal ? width(System.getenv("COLUMNS")) : OptionalInt.empty(),
                System.getProperty("user.name", "unknown"),
                Optional.ofNullable(System.getenv("DOGWATCH_URL")).filter(url -> !url.isBlank()));
    }
}

package io.dogwatch.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a command knows of the terminal it was called from.
 *
 * @param coloured whether a person looks at it, and colours are not unwelcome
 * @param columns how wide it is; empty if that is not known, or nobody looks
 * @param user who is at it
 * @param urlOfEnvironment what DOGWATCH_URL says
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

    /** Whether nobody reads what is written any more, as behind {@code | head}. */
    boolean isDeaf() {
        return out.checkError();
    }

    /** Whether what was written can be taken off the screen again. */
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

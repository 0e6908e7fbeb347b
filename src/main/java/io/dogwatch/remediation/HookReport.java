package io.dogwatch.remediation;

import io.dogwatch.model.PlainText;
import io.dogwatch.model.Policy;
import java.time.Duration;

/**
 * Result of one hook.
 *
 * @param program the hook's program without its arguments, which may contain secrets
 * @param output the last 4 KiB at most of both output streams, sanitized and redacted
 */
public record HookReport(Moment moment, String program, Ending ending, Duration took, String output) {

    private static final int MAX_LAST_LINE = 200;

    /** When a hook runs. */
    public enum Moment {
        /** Before the action ({@link Policy.Remedy#before}). */
        BEFORE,
        /** After the result of the action is known ({@link Policy.Remedy#after}). */
        AFTER;

        /** Returns the name used in the configuration, such as {@code before}. */
        public String wireName() {
            return this == BEFORE ? "before" : "after";
        }
    }

    /** How a hook ended. */
    public sealed interface Ending {

        record Exited(int code) implements Ending {}

        /** Killed at its timeout with its descendants. */
        record TimedOut() implements Ending {}

        /** Killed because Dogwatch is shutting down. */
        record Cancelled() implements Ending {}

        record NotStarted(String why) implements Ending {}
    }

    public boolean succeeded() {
        return ending instanceof Ending.Exited(int code) && code == 0;
    }

    /** Returns one readable line; for a failure, with the last line of the output. */
    public String line() {
        String end =
                switch (ending) {
                    case Ending.Exited(int code) -> "exit code " + code + " after " + took.toMillis() + " ms";
                    case Ending.TimedOut timedOut -> "killed after its timeout of " + took.toMillis() + " ms";
                    case Ending.Cancelled cancelled -> "killed because Dogwatch is shutting down";
                    case Ending.NotStarted(String why) -> "not started: " + why;
                };
        String line = program + ": " + end;
        return succeeded() || output.isBlank() ? line : line + ": " + lastLine();
    }

    private String lastLine() {
        String[] lines = output.strip().split("\n", -1);
        return PlainText.line(lines[lines.length - 1], MAX_LAST_LINE);
    }
}

package io.dogwatch.remediation;

import io.dogwatch.model.PlainText;
import io.dogwatch.model.Policy;
import java.time.Duration;

/**
 * What became of one hook.
 *
 * @param program the hook's program, without its arguments: those may hold secrets
 * @param output the last 4 KiB at most of what it wrote to both streams, harmless to show and without known secrets
 */
public record HookReport(Moment moment, String program, Ending ending, Duration took, String output) {

    private static final int MAX_LAST_WORDS = 200;

    /** When a hook is run. */
    public enum Moment {
        /** Before the container is touched ({@link Policy.Remedy#before}). */
        BEFORE,
        /** When the remedy's result is known ({@link Policy.Remedy#after}). */
        AFTER;

        /** As the policy has it, such as {@code before}. */
        public String wireName() {
            return this == BEFORE ? "before" : "after";
        }
    }

    /** How a hook ended. */
    public sealed interface Ending {

        record Exited(int code) implements Ending {}

        /** It was killed at its timeout, with its descendants. */
        record TimedOut() implements Ending {}

        /** It was killed since Dogwatch shuts down. */
        record Cut() implements Ending {}

        record NotStarted(String why) implements Ending {}
    }

    public boolean succeeded() {
        return ending instanceof Ending.Exited(int code) && code == 0;
    }

    /** One line for people; of a failure with the last line that it wrote. */
    public String line() {
        String end =
                switch (ending) {
                    case Ending.Exited(int code) -> "exit code " + code + " after " + took.toMillis() + " ms";
                    case Ending.TimedOut timedOut -> "killed after its timeout of " + took.toMillis() + " ms";
                    case Ending.Cut cut -> "killed because Dogwatch is shutting down";
                    case Ending.NotStarted(String why) -> "not started: " + why;
                };
        String line = program + ": " + end;
        return succeeded() || output.isBlank() ? line : line + ": " + lastWords();
    }

    private String lastWords() {
        String[] lines = output.strip().split("\n", -1);
        return PlainText.line(lines[lines.length - 1], MAX_LAST_WORDS);
    }
}

package io.dogwatch.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command inside the container must end as said. Dear: an exec costs 150 to 230 ms of CPU (measured on engine 20.10), as
 * much as a HEALTHCHECK, where a probe from outside costs less than 1 ms.
 *
 * @param command program and arguments, without a shell; never empty
 * @param user who runs it, as {@code docker exec --user} has it; empty for the container's own
 * @param exitCodes the allowed ones; default 0
 * @param outputMatches a linear-time (RE2) pattern that must be found in the first 64 KiB of stdout and stderr together
 * @param outputMustNotMatch a pattern that must not be found there
 */
public record ExecCheck(
        Terms terms,
        List<String> command,
        String user,
        Set<Integer> exitCodes,
        Optional<String> outputMatches,
        Optional<String> outputMustNotMatch)
        implements Check.Probed {

    /** How much output is read; the rest is dropped. */
    public static final int OUTPUT_LIMIT = 64 * 1024;

    public ExecCheck {
        command = List.copyOf(command);
        exitCodes = Set.copyOf(exitCodes);
    }

    @Override
    public String kind() {
        return "exec";
    }

    public ExecCheck with(Terms others) {
        return new ExecCheck(others, command, user, exitCodes, outputMatches, outputMustNotMatch);
    }
}

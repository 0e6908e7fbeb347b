package io.dogwatch.docker;

import java.util.OptionalInt;

/**
 * The result of a command inside a container.
 *
 * @param exitCode empty if the command still ran at the deadline: the engine has no call to end it. 126 and 127
 *     can also mean that the command was not started
 * @param output the beginning of stdout and stderr together, in the order of the engine
 * @param isCut whether the output exceeded the limit
 */
public record ExecResult(OptionalInt exitCode, String output, boolean isCut) {}

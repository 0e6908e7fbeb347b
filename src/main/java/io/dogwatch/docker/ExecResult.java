package io.dogwatch.docker;

import java.util.OptionalInt;

/**
 * How a command inside a container ended.
 *
 * @param exitCode empty if it still ran at the deadline: nobody ends it then, the engine has no call for that. 126 and
 *     127 also stand for a command that could not be started
 * @param output the beginning of stdout and stderr together, in the order in which the engine passed it on
 * @param isCut whether there was more output than was asked for
 */
public record ExecResult(OptionalInt exitCode, String output, boolean isCut) {}

package io.dogwatch.docker;

import java.time.Duration;
import java.util.List;

/** Commands inside the containers of an engine. Blocking and safe for use by many threads; see {@link Engine}. */
public interface Commands {

    /**
     * Prepares a command inside a running container; nothing runs yet.
     *
     * @param command program and arguments, without a shell
     * @param user as {@code docker exec --user} has it; empty for the container's own
     * @return its id, for {@link #startExec}
     * @throws EngineException of kind CONFLICT if the container does not run or is paused
     */
    String createExec(String id, List<String> command, String user, Duration deadline);

    /**
     * Starts a prepared command once and waits for its end, at most until the deadline. The engine gets 2 s more
     * to report the result. A command that takes longer continues in the container: see {@link #isExecRunning}.
     *
     * @param outputLimit number of output bytes to keep; the rest is read and dropped
     * @throws EngineException if the engine does not report the result; the command may still be running
     */
    ExecResult startExec(String execId, int outputLimit, Duration deadline);

    /** Whether a command still runs; false also when the engine does not know it any more. */
    boolean isExecRunning(String execId, Duration deadline);
}

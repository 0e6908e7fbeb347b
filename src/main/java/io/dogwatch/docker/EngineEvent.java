package io.dogwatch.docker;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One event of the engine about a container. Events that Dogwatch has no use for (exec_*, attach, top …) never come.
 *
 * @param action the engine's word: create, start, die, kill, stop, restart, pause, unpause, oom, destroy, rename, update,
 *     or {@code health_status: unhealthy} and its like; of its networks: connect, disconnect
 * @param name the container's name at that time; empty for connect and disconnect
 * @param oldName before a rename
 * @param exitCode of a die
 * @param signal of a kill
 */
public record EngineEvent(
        String action,
        String containerId,
        String name,
        Optional<String> oldName,
        OptionalInt exitCode,
        OptionalInt signal,
        Instant at) {

    /** Returns this event with the name of its container. */
    public EngineEvent named(String container) {
        return new EngineEvent(action, containerId, container, oldName, exitCode, signal, at);
    }
}

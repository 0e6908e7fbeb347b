package io.dogwatch.docker;

import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One Docker engine, reduced to what Dogwatch asks of it. Blocking and safe for use by many threads.
 *
 * <p>Every plain call ends within its deadline (10 s unless said otherwise). All throw {@link EngineException}; its kind
 * says whether the engine refused or could not be asked.
 */
public interface Engine extends Commands, AutoCloseable {

    /** The configured name of the host. */
    String host();

    /** The endpoint as configured, such as {@code unix:///var/run/docker.sock}. */
    String endpoint();

    /** Asks {@code /_ping}, within 3 s. The cheapest sign of life. */
    void ping();

    /** The engine's own version and the API version that both sides speak. Asks the engine on the first call. */
    EngineVersion version();

    /** All containers, running or not. Costs dockerd about 0.2 ms of CPU a container: for resync, not for polling. */
    List<ContainerSummary> list();

    /**
     * Describes one container.
     *
     * @param idOrName full id or name
     * @return empty when there is none
     */
    Optional<ContainerSnapshot> inspect(String idOrName);

    /**
     * Describes one container in full: as {@link #inspect} does, and what it is made of.
     *
     * @param idOrName full id or name
     * @return empty when there is none
     */
    Optional<ContainerExamination> examine(String idOrName, Duration deadline);

    /**
     * Follows the engine's events about containers until closed or cut. Returns once the stream is open.
     *
     * @param since replays what the engine still remembers from then on (at most 256 events); empty for only new ones
     * @param onEvent called on the reading thread: must only copy and enqueue, since a slow reader makes dockerd itself
     *     slow
     * @param onEnd called exactly once, when the stream has ended for any reason other than {@code close()}
     */
    Subscription events(Optional<Instant> since, Consumer<EngineEvent> onEvent, Consumer<String> onEnd);

    /**
     * Follows a container's log, with the engine's time stamps, until closed or cut. The stream also ends when the
     * container does.
     *
     * @param since only lines from then on (the engine's granularity is its nanosecond stamp, included)
     * @param tail at most this many of the lines already there; negative for all
     * @param onLine called on the reading thread, in order
     * @param onEnd called exactly once, when the stream has ended for any reason other than {@code close()}
     */
    Subscription followLog(
            ContainerSnapshot container,
            Optional<Instant> since,
            int tail,
            Consumer<LogLine> onLine,
            Consumer<String> onEnd);

    /** The newest lines of a container's log, oldest first, at most {@code maxBytes} in all. */
    List<LogLine> logTail(ContainerSnapshot container, int lines, int maxBytes, Duration deadline);

    /** The processes of a running container, as the engine's {@code top} shows them: a table as text. */
    String top(String id, Duration deadline);

    /** One reading of the engine's stats call, as its JSON. Takes the engine 1 to 2 s. */
    String stats(String id, Duration deadline);

    /**
     * Restarts a container in one engine call. The engine takes the stop timeout, at most 12 s more for a process
     * that survives the kill, and then the start.
     *
     * @param stopTimeout time that the engine waits between the stop signal and the kill
     * @param deadline for the answer. A client that gives up does not cancel the restart, but engines 23.0.0 to
     *     23.0.6 and 24.0.0 to 24.0.2 then kill immediately (moby issue 45731). Use at least the stop timeout and
     *     15 s.
     * @throws EngineException of kind UNREACHABLE if the outcome is unknown: inspect before another attempt
     */
    void restart(String id, Duration stopTimeout, Duration deadline);

    /**
     * Sends a signal to the main process of a container. After {@code SIGKILL} the engine answers when the process
     * has ended, within 15 s. With any restart policy, the container stays stopped, unless a restart was in
     * progress.
     *
     * @param signal such as {@code SIGKILL}
     * @throws EngineException of kind CONFLICT if the container is not running
     */
    void kill(String id, String signal);

    /**
     * Stops a container, and ends the engine's own restarts of it. Does nothing if it does not run. Waits for the answer for
     * the stop timeout plus 15 s.
     *
     * @param stopTimeout how long the engine waits after the stop signal before it kills
     */
    void stop(String id, Duration stopTimeout);

    /** Starts a stopped container. Does nothing if it already runs. */
    void start(String id);

    /** Closes all streams and connections. Calls under way fail. */
    @Override
    void close();

    /** An open stream. */
    interface Subscription extends AutoCloseable {
        /** Ends the stream, within some milliseconds. May be called more than once, from any thread. */
        @Override
        void close();
    }
}

package io.dogwatch.inside;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a container's log stands to the disk.
 *
 * @param container its name
 * @param options of the driver, as far as they are about sizes
 * @param size bytes on disk with all rotated files; empty where it cannot be seen
 * @param most bytes that it can take at most; empty where it is not bounded or not a file
 * @param growthPerHour bytes that were written in the last hour; from less than an hour, reckoned up, and empty for the
 *     first ten minutes
 * @param free bytes left on the disk that holds it
 * @param untilFull when that disk will be full, if the log goes on growing so and nothing else does; empty where it will
 *     not, or nobody knows
 * @param isUnbounded whether it can grow for as long as the container exists
 */
public record LogHygiene(
        String container,
        String driver,
        Map<String, String> options,
        OptionalLong size,
        OptionalLong most,
        OptionalLong growthPerHour,
        OptionalLong free,
        Optional<Duration> untilFull,
        boolean isUnbounded) {

    /** What would bound a log, for {@code docker run}. It holds for containers that are created with it, not for others. */
    public static final String RUN_OPTION = "--log-opt max-size=10m --log-opt max-file=3";

    /** The same for a service in a Compose file. */
    public static final String COMPOSE_OPTION =
            "logging: {driver: json-file, options: {max-size: \"10m\", max-file: \"3\"}}";

    /** The same in {@code /etc/docker/daemon.json}, for all containers that are created from then on. */
    public static final String DAEMON_OPTION =
            "{\"log-driver\": \"json-file\", \"log-opts\": {\"max-size\": \"10m\", \"max-file\": \"3\"}}";

    public LogHygiene {
        options = Map.copyOf(options);
    }

    /** One sentence for people; empty if there is nothing to say. */
    public Optional<String> advice() {
        return isUnbounded
                ? Optional.of("the log of " + container + " can grow for as long as the container exists"
                        + (size.isPresent() ? " (now " + Figures.size((double) size.getAsLong()) + ")" : "")
                        + "; create it with " + RUN_OPTION)
                : Optional.empty();
    }
}

package io.dogwatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine said about one container at one moment (an inspect), reduced to what Dogwatch uses. Deliberately
 * without the environment: its values are secrets and never enter the house.
 *
 * @param id the engine's full id
 * @param name without the leading slash
 * @param image the image's name as the container was created with
 * @param command the command as {@code docker ps} shows it
 * @param startedAt when the present or last life began; absent for a container that never ran
 * @param finishedAt when the last life ended; absent while the first one lasts
 * @param exitCode of the last life; meaningless while it runs
 * @param pid the main process on the engine's machine; 0 when it does not run
 * @param engineRestartCount how often the engine's own policy restarted it; reset by any external restart
 * @param stopTimeout how long the engine waits after the stop signal before it kills; the container's own or 10 s
 * @param stopSignal the signal's name, such as {@code SIGTERM}
 * @param startError the engine's words about the last start, if it failed; one bounded line, otherwise empty
 */
public record ContainerSnapshot(
        String id,
        String name,
        String image,
        String command,
        Instant createdAt,
        ContainerStatus status,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        int exitCode,
        boolean oomKilled,
        int pid,
        Health health,
        RestartPolicy restartPolicy,
        int engineRestartCount,
        Duration stopTimeout,
        String stopSignal,
        boolean autoRemove,
        boolean tty,
        Network network,
        Log log,
        Map<String, String> labels,
        List<Mount> mounts,
        String startError) {

    /** Label with which Compose records the project. */
    public static final String PROJECT_LABEL = "com.docker.compose.project";

    public static final String SERVICE_LABEL = "com.docker.compose.service";

    /** Docker's HEALTHCHECK as the engine sees it. */
    public record Health(HealthStatus status, int failingStreak, List<HealthProbe> log, Duration startPeriod) {
        public static final Health NONE = new Health(HealthStatus.NONE, 0, List.of());

        public Health {
            log = List.copyOf(log);
            startPeriod = startPeriod == null ? Duration.ZERO : startPeriod;
        }

        /** Without a start period. */
        public Health(HealthStatus status, int failingStreak, List<HealthProbe> log) {
            this(status, failingStreak, log, Duration.ZERO);
        }

        /** The newest probe's output, or empty. */
        public String lastOutput() {
            return log.isEmpty() ? "" : log.getLast().output();
        }
    }

    public enum HealthStatus {
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /** One entry of the engine's health log, oldest first there; output is at most 4096 characters. */
    public record HealthProbe(Instant start, Instant end, int exitCode, String output) {

        /**
         * Returns whether the engine could not run the test, for example because the image has no shell. A test that
         * exceeded its timeout also has the exit code -1, and has failed.
         */
        public boolean couldNotRun() {
            boolean ofEngine = exitCode == 126 || exitCode == 127 || exitCode == 128;
            return exitCode == -1
                    ? !output.startsWith("Health check exceeded timeout")
                    : ofEngine && output.startsWith("OCI runtime exec failed");
        }
    }

    /**
     * The engine's own restart policy.
     *
     * @param name {@code no}, {@code on-failure}, {@code always} or {@code unless-stopped}
     * @param maximumRetryCount for {@code on-failure}; 0 means without end
     */
    public record RestartPolicy(String name, int maximumRetryCount) {
        public static final RestartPolicy NO = new RestartPolicy("no", 0);
    }

    /**
     * How the container is reached.
     *
     * @param mode the engine's network mode: {@code bridge}, {@code host}, {@code none}, {@code container:<id>} or a
     *     network's name
     * @param addresses the container's own address in each of its networks; only networks that gave it one
     * @param ipv6 its additional IPv6 address in each network with both families
     * @param links names of the containers it has legacy links to
     */
    public record Network(
            String mode,
            Map<String, String> addresses,
            Map<String, String> ipv6,
            List<Port> ports,
            List<String> links) {
        public static final Network NONE = new Network("none", Map.of(), List.of());

        public Network {
            addresses = Map.copyOf(addresses);
            ipv6 = Map.copyOf(ipv6);
            ports = List.copyOf(ports);
            links = List.copyOf(links);
        }

        /** Without links, as nearly all are. */
        public Network(String mode, Map<String, String> addresses, List<Port> ports) {
            this(mode, addresses, Map.of(), ports, List.of());
        }

        /** Returns whether the container has the same addresses in the same networks. */
        public boolean hasAddressesOf(Network other) {
            return addresses.equals(other.addresses) && ipv6.equals(other.ipv6);
        }
    }

    /**
     * A port of the container.
     *
     * @param container the port inside
     * @param protocol {@code tcp}, {@code udp} or {@code sctp}
     * @param hostAddress where it is published; empty when it is only exposed
     * @param host the published port; 0 when it is only exposed
     */
    public record Port(int container, String protocol, String hostAddress, int host) {}

    /**
     * Where its log goes.
     *
     * @param driver such as {@code json-file}
     * @param path the json-file on the engine's machine; empty for other drivers
     */
    public record Log(String driver, String path, Map<String, String> options) {
        public static final Log DEFAULT = new Log("json-file", "", Map.of());

        public Log {
            options = Map.copyOf(options);
        }
    }

    /**
     * A volume, bind mount or tmpfs.
     *
     * @param type such as {@code volume}, {@code bind} or {@code tmpfs}
     * @param source the folder or file on the engine's machine; empty where there is none
     * @param destination where the container sees it
     */
    public record Mount(String type, String source, String destination) {}

    public ContainerSnapshot {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        startError = startError == null ? "" : startError;
    }

    /** Without a failed start. */
    public ContainerSnapshot(
            String id,
            String name,
            String image,
            String command,
            Instant createdAt,
            ContainerStatus status,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int exitCode,
            boolean oomKilled,
            int pid,
            Health health,
            RestartPolicy restartPolicy,
            int engineRestartCount,
            Duration stopTimeout,
            String stopSignal,
            boolean autoRemove,
            boolean tty,
            Network network,
            Log log,
            Map<String, String> labels,
            List<Mount> mounts) {
        this(
                id,
                name,
                image,
                command,
                createdAt,
                status,
                startedAt,
                finishedAt,
                exitCode,
                oomKilled,
                pid,
                health,
                restartPolicy,
                engineRestartCount,
                stopTimeout,
                stopSignal,
                autoRemove,
                tty,
                network,
                log,
                labels,
                mounts,
                "");
    }

    /** Without mounts. */
    public ContainerSnapshot(
            String id,
            String name,
            String image,
            String command,
            Instant createdAt,
            ContainerStatus status,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int exitCode,
            boolean oomKilled,
            int pid,
            Health health,
            RestartPolicy restartPolicy,
            int engineRestartCount,
            Duration stopTimeout,
            String stopSignal,
            boolean autoRemove,
            boolean tty,
            Network network,
            Log log,
            Map<String, String> labels) {
        this(
                id,
                name,
                image,
                command,
                createdAt,
                status,
                startedAt,
                finishedAt,
                exitCode,
                oomKilled,
                pid,
                health,
                restartPolicy,
                engineRestartCount,
                stopTimeout,
                stopSignal,
                autoRemove,
                tty,
                network,
                log,
                labels,
                List.of());
    }

    /** The present or last life; empty for a container that never ran. */
    public Optional<Incarnation> incarnation() {
        return startedAt.map(at -> new Incarnation(id, at));
    }

    /** Its Compose project; empty for none. */
    public String project() {
        return labels.getOrDefault(PROJECT_LABEL, "");
    }

    /** The first 12 digits, as {@code docker ps} shows them. */
    public String shortId() {
        return id.substring(0, Math.min(12, id.length()));
    }
}

package io.dogwatch.containerstats;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.ListenCheck.Protocol;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.probe.LocalProber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sees into the containers of one host: by the machine's {@code /proc} and cgroup files where these can be seen, else by
 * the engine. Starts no threads; safe for use by many; blocks the calling (virtual) thread.
 */
public final class ContainerInspector implements LocalProber {

    private static final Duration PACE_KEPT = Duration.ofMinutes(10);

    private final Optional<Machine> machine;
    private final Optional<Sockets> sockets;
    private final Optional<Cgroups> cgroups;
    private final StatsCalls stats;
    private final ExecProber execs;
    private final ResourceProber resources;
    private final LogSizes logs;
    private final ExpiringMap<CpuUsage> paces = new ExpiringMap<>();
    private final InstantSource clock;

    /**
     * @param root where the root of the engine machine's file system can be seen; empty if nowhere
     * @param clock steady: it says how long something has lasted
     */
    public ContainerInspector(Engine engine, Optional<Path> root, InstantSource clock) {
        this.clock = clock;
        this.machine = root.map(Machine::new);
        this.cgroups = machine.map(seen -> Cgroups.of(seen, clock));
        this.sockets = machine.flatMap(seen -> cgroups.map(groups -> new Sockets(seen, groups)));
        this.stats = new StatsCalls(engine, clock);
        this.execs = new ExecProber(engine, clock);
        this.logs = new LogSizes(machine.map(LogFiles::new), clock);
        this.resources = new ResourceProber(this::usage, logs, clock);
    }

    @Override
    public Outcome probe(Check.Probed check, ContainerSnapshot container) {
        try {
            return switch (check) {
                case ListenCheck listen -> listen(listen, container);
                case ExecCheck exec -> execs.probe(exec, container);
                case ResourceCheck resource -> resources.probe(resource, container);
                case Check.Reached reached ->
                    Outcome.inconclusive(Cause.PROBER_FAULT, reached.kind() + " is not checked from inside");
            };
        } catch (RuntimeException e) {
            return Outcome.inconclusive(Cause.PROBER_FAULT, e.toString());
        }
    }

    private Outcome listen(ListenCheck check, ContainerSnapshot container) {
        long began = System.nanoTime();
        return listeners(container)
                .map(seen -> ListenProber.judge(check, seen, Duration.ofNanos(System.nanoTime() - began)))
                .orElseGet(() -> Outcome.inconclusive(Cause.NOT_VISIBLE, whyBlind(container)));
    }

    private String whyBlind(ContainerSnapshot container) {
        if (container.pid() <= 0) {
            return "the container is not running";
        }
        if (machine.isEmpty()) {
            return "the host's /proc is not visible: run Dogwatch on the engine's host, or mount its / (-v"
                    + " /:/host:ro) and set root: /host for this host";
        }
        return "process " + container.pid() + " of the container is not in "
                + machine.map(seen -> seen.at("/proc").toString()).orElse("/proc")
                + " (it has exited, or this is not the engine's host)";
    }

    @Override
    public Optional<Listening> whoListens(ContainerSnapshot container, int port) {
        return listeners(container)
                .map(seen -> new Listening(
                        seen.on(Protocol.TCP, port).stream()
                                .anyMatch(socket -> socket.reach() != Listener.Reach.LOOPBACK),
                        seen.about(Protocol.TCP, port)));
    }

    /** What listens in a container now; empty if that cannot be seen. Takes some milliseconds. Never throws. */
    public Optional<Listeners> listeners(ContainerSnapshot container) {
        try {
            return sockets.flatMap(seen -> seen.of(container));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * What a container uses now, by its cgroup files alone: takes well under a millisecond, and empty where they cannot be
     * seen. Never throws.
     */
    public Optional<Usage> usage(ContainerSnapshot container) {
        try {
            return machine.flatMap(seen -> cgroups.flatMap(groups -> groups.usage(new MainProcess(seen, container))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Inspects a container from outside where that is cheap: it takes some milliseconds and no engine call. Never
     * throws; the result names everything that is not visible.
     */
    public ContainerStats glimpse(ContainerSnapshot container) {
        Optional<Listeners> listening = listeners(container);
        Optional<Usage> used = usage(container);
        return new ContainerStats(
                container,
                listening,
                listening.isPresent() ? "" : whyBlind(container),
                used,
                used.isPresent() ? "" : whyUnmeasured(container),
                used.flatMap(now -> pace(container).share(now)),
                logs.hygiene(container));
    }

    private CpuUsage pace(ContainerSnapshot container) {
        return paces.take(container.id(), clock.instant(), PACE_KEPT, CpuUsage::new);
    }

    private String whyUnmeasured(ContainerSnapshot container) {
        boolean isVisible = machine.filter(seen -> new MainProcess(seen, container).isVisible())
                .isPresent();
        return isVisible
                ? "its cgroup files cannot be read: Dogwatch needs the host's /sys/fs/cgroup below the root set for this"
                        + " host"
                : whyBlind(container);
    }

    /** @throws EngineException if the engine had to be asked, and in vain */
    private Optional<Usage> usage(ContainerSnapshot container, Duration deadline) {
        Optional<Usage> seen = usage(container);
        return seen.isPresent() ? seen : stats.usage(container, deadline);
    }

    /** The log sizes of this host's containers and their growth. Requires a regular call. */
    public LogSizes logs() {
        return logs;
    }
}

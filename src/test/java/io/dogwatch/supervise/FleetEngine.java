package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The engine of the fleet's host: does what it is asked, brings back what its own policy wants, and tells of it. */
final class FleetEngine {

    /** Who hears the event stream, unless nobody does. */
    interface Stream {
        /** @param look whether the event makes one look at the container; else it only says who wanted something */
        void happened(FleetContainer container, Event event, boolean look);
    }

    private static final Duration RAN_LONG = Duration.ofSeconds(10);
    private static final long MAX_DELAY = 60_000;

    private final FleetAgenda agenda;
    private final SplittableRandom random;
    private final Map<String, FleetContainer> containers = new LinkedHashMap<>();
    private final Map<String, Long> delays = new HashMap<>();
    private Stream stream = (container, event, look) -> {};
    private boolean up = true;

    FleetEngine(FleetAgenda agenda, SplittableRandom random) {
        this.agenda = agenda;
        this.random = random;
    }

    void add(FleetContainer container) {
        containers.put(container.name, container);
    }

    void listen(Stream listener) {
        stream = listener;
    }

    Iterable<FleetContainer> containers() {
        return containers.values();
    }

    FleetContainer container(String name) {
        FleetContainer container = containers.get(name);
        if (container == null) {
            throw new IllegalArgumentException("no container " + name);
        }
        return container;
    }

    boolean isUp() {
        return up;
    }

    /** The process inside ends by itself. */
    void crash(FleetContainer container, int code, boolean outOfMemory) {
        if (!container.runs()) {
            return;
        }
        container.outOfMemory = outOfMemory;
        container.end(code);
        boolean again = up && ownPolicyWants(container);
        if (again) {
            container.become(ContainerStatus.RESTARTING);
        }
        died(container);
        if (again) {
            bringBack(container);
        }
    }

    private static boolean ownPolicyWants(FleetContainer container) {
        return !container.stoppedOnPurpose
                && switch (container.enginePolicy) {
                    case "always", "unless-stopped" -> true;
                    case "on-failure" -> container.exitCode != 0;
                    default -> false;
                };
    }

    /** After 100 ms, and twice as long each time, at most a minute; afresh when it has run for 10 s, as moby does. */
    private void bringBack(FleetContainer container) {
        boolean ranLong = container.startedAt.plus(RAN_LONG).isBefore(agenda.now());
        long delay = ranLong ? 100 : Math.min(MAX_DELAY, 2 * delays.getOrDefault(container.name, 50L));
        delays.put(container.name, delay);
        agenda.after(delay, () -> {
            if (up && container.status == ContainerStatus.RESTARTING) {
                container.engineRestartCount++;
                begin(container);
            }
        });
    }

    private void begin(FleetContainer container) {
        container.start(agenda.now());
        look(container);
        if (container.ailment == FleetContainer.Ailment.LOOPING) {
            Instant life = container.startedAt;
            agenda.after(1_000 + random.nextInt(20_000), () -> {
                if (container.startedAt.equals(life) && container.ailment == FleetContainer.Ailment.LOOPING) {
                    crash(container, 1, false);
                }
            });
        }
    }

    /** {@code docker start}. */
    void start(FleetContainer container) {
        if (up && !container.runs() && container.status != ContainerStatus.PAUSED) {
            container.engineRestartCount = 0;
            begin(container);
        }
    }

    /** {@code docker stop}: takes until the process hears, or the stop timeout. */
    void stop(FleetContainer container, Runnable done) {
        if (!up || container.status == ContainerStatus.EXITED) {
            return;
        }
        if (container.status == ContainerStatus.RESTARTING) {
            container.stoppedOnPurpose = true;
            container.end(container.exitCode);
            confirmStop(container);
            done.run();
            return;
        }
        signal(container, 15);
        Instant life = container.startedAt;
        agenda.after(stopTime(container), () -> {
            if (container.startedAt.equals(life) && container.status != ContainerStatus.EXITED && up) {
                endOnPurpose(container, 143);
                confirmStop(container);
                done.run();
            }
        });
    }

    private long stopTime(FleetContainer container) {
        boolean hears = container.ailment != FleetContainer.Ailment.HUNG && container.runs();
        return hears ? 100L + random.nextInt(900) : FleetContainer.STOP_TIMEOUT.toMillis();
    }

    private void endOnPurpose(FleetContainer container, int code) {
        container.stoppedOnPurpose = true;
        container.end(code);
        died(container);
    }

    /** {@code docker kill}. */
    void kill(FleetContainer container) {
        if (up && (container.runs() || container.status == ContainerStatus.PAUSED)) {
            signal(container, 9);
            endOnPurpose(container, 137);
        }
    }

    /** {@code docker restart}: stop and start in one call. */
    void restart(FleetContainer container, Runnable done) {
        if (!up) {
            return;
        }
        if (!container.runs()) {
            agenda.after(300, () -> {
                start(container);
                done.run();
            });
            return;
        }
        stop(
                container,
                () -> agenda.after(150, () -> {
                    start(container);
                    done.run();
                }));
    }

    void pause(FleetContainer container) {
        if (up && container.runs()) {
            container.become(ContainerStatus.PAUSED);
            look(container);
        }
    }

    void unpause(FleetContainer container) {
        if (up && container.status == ContainerStatus.PAUSED) {
            container.become(ContainerStatus.RUNNING);
            look(container);
        }
    }

    /** {@code docker rm -f} and a new container of the same name. */
    void replace(FleetContainer container) {
        if (up) {
            kill(container);
            container.create();
            begin(container);
        }
    }

    /** Accepts no calls and tells nothing; the containers go on. */
    void freeze() {
        up = false;
    }

    /** Stops all containers, as a dockerd does that is told to end. */
    void shutDown() {
        for (FleetContainer container : containers.values()) {
            if (container.runs()) {
                signal(container, 15);
                container.end(143);
                died(container);
            }
        }
        up = false;
    }

    /** Answers again, and starts what its own policy wants. */
    void comeBack() {
        up = true;
        for (FleetContainer container : containers.values()) {
            boolean wanted = container.enginePolicy.equals("always") || container.enginePolicy.equals("unless-stopped");
            boolean down = container.status == ContainerStatus.EXITED || container.status == ContainerStatus.RESTARTING;
            if (wanted && down && !container.stoppedOnPurpose) {
                agenda.after(500 + random.nextInt(4_000), () -> start(container));
            } else if (container.status == ContainerStatus.RESTARTING) {
                container.end(container.exitCode);
                look(container);
            }
        }
    }

    private void signal(FleetContainer container, int signal) {
        tell(container, new Event.Signalled(container.id(), signal, agenda.now()), false);
    }

    private void died(FleetContainer container) {
        tell(container, new Event.Died(container.id(), container.exitCode, agenda.now()), true);
    }

    private void confirmStop(FleetContainer container) {
        tell(container, new Event.StopConfirmed(container.id(), agenda.now()), true);
    }

    private void look(FleetContainer container) {
        tell(container, new Event.Woken(), true);
    }

    private void tell(FleetContainer container, Event event, boolean look) {
        if (up) {
            stream.happened(container, event, look);
        }
    }
}

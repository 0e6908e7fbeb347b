package io.dogwatch.app;

import io.dogwatch.notify.Heartbeat;
import io.dogwatch.notify.HeartbeatSettings;
import io.dogwatch.supervise.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends the heartbeat to the configured address, which may change at runtime. Thread-safe. */
final class HeartbeatJob {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TaskScheduler timetable;
    private volatile Optional<Heartbeat> heartbeat = Optional.empty();
    private Supplier<List<String>> troubles = List::of;
    private TaskScheduler.Entry entry = () -> {};

    HeartbeatJob(TaskScheduler timetable) {
        this.timetable = timetable;
    }

    /** @param wrong what does not work now, one line each; holds for what is followed afterwards */
    synchronized void whileHealthy(Supplier<List<String>> wrong) {
        troubles = wrong;
    }

    /** From now on it goes there, and nowhere else. */
    synchronized void follow(Optional<HeartbeatSettings> wanted) {
        entry.cancel();
        heartbeat = wanted.map(settings -> new Heartbeat(settings, troubles, Clock.systemUTC()));
        entry = heartbeat
                .map(beat ->
                        timetable.every("heartbeat", beat.every(), SOON, due -> Thread.startVirtualThread(beat::beat)))
                .orElse(() -> {});
    }

    /** When the other side last took one; empty before the first. */
    Optional<Instant> lastSuccess() {
        return heartbeat.flatMap(Heartbeat::lastSuccess);
    }
}

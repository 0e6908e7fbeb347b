package io.dogwatch.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Alarms that ring when a test says so. Not thread-safe. */
final class FakeAlarms implements WallClockTimer {

    private final List<Alarm> set = new ArrayList<>();

    private record Alarm(Instant at, Runnable task) {}

    @Override
    public Runnable set(Instant at, Runnable task) {
        Alarm alarm = new Alarm(at, task);
        set.add(alarm);
        return () -> set.remove(alarm);
    }

    List<Instant> times() {
        return set.stream().map(Alarm::at).sorted().toList();
    }

    /** The first that is set, whatever time it is. */
    void ringFirst() {
        Alarm first = set.stream().min(Comparator.comparing(Alarm::at)).orElseThrow();
        set.remove(first);
        first.task().run();
    }
}

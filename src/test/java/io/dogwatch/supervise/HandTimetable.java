package io.dogwatch.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timetable by a clock that the test moves: whatever is due in between is started, in order, on the test's thread. */
final class HandTimetable implements TaskScheduler {

    private record Due(Instant at, Duration interval, Task task) {}

    private final SettableClock clock;
    private final List<Due> entries = new CopyOnWriteArrayList<>();

    HandTimetable(SettableClock clock) {
        this.clock = clock;
    }

    @Override
    public Entry every(String name, Duration interval, Duration first, Task task) {
        // Repeated entries are probes, which these tests send by themselves.
        return () -> {};
    }

    @Override
    public Entry after(String name, Duration wait, Task task) {
        Due due = new Due(clock.instant().plus(wait.isNegative() ? Duration.ZERO : wait), Duration.ZERO, task);
        entries.add(due);
        return () -> entries.remove(due);
    }

    void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            Due due = next.get();
            entries.remove(due);
            clock.set(due.at().isAfter(clock.instant()) ? due.at() : clock.instant());
            due.task().start(due.at());
        }
        clock.set(end);
    }

    private Optional<Due> next(Instant end) {
        return entries.stream().filter(due -> !due.at().isAfter(end)).min(Comparator.comparing(Due::at));
    }
}

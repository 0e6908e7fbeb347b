package io.dogwatch.app;

import io.dogwatch.hold.Alarms;
import io.dogwatch.supervise.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Alarms as entries of the timetable. */
record QuartzAlarms(Timetable timetable, InstantSource clock) implements Alarms {

    @Override
    public Runnable set(Instant at, Runnable task) {
        Timetable.Entry entry = timetable.after("window", Duration.between(clock.instant(), at), due -> task.run());
        return entry::cancel;
    }
}

package io.dogwatch.app;

import io.dogwatch.silence.WallClockTimer;
import io.dogwatch.supervise.TaskScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Alarms as entries of the timetable. */
record QuartzWallClockTimer(TaskScheduler timetable, InstantSource clock) implements WallClockTimer {

    @Override
    public Runnable set(Instant at, Runnable task) {
        TaskScheduler.Entry entry = timetable.after("window", Duration.between(clock.instant(), at), due -> task.run());
        return entry::cancel;
    }
}

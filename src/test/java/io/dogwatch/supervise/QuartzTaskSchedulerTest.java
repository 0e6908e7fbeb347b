package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QuartzTaskSchedulerTest {

    private final QuartzTaskScheduler timetable = new QuartzTaskScheduler();

    @AfterEach
    void close() {
        timetable.close();
    }

    @Test
    void aTaskIsStartedRepeatedly() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);

        timetable.every("again", Duration.ofMillis(20), Duration.ZERO, due -> thrice.countDown());

        assertThat(thrice.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailingTaskBlocksNoTask() throws Exception {
        CountDownLatch failures = new CountDownLatch(2);
        CountDownLatch others = new CountDownLatch(2);

        timetable.every("fails", Duration.ofMillis(20), Duration.ZERO, due -> {
            failures.countDown();
            throw new IllegalStateException("on purpose");
        });
        timetable.every("other", Duration.ofMillis(20), Duration.ZERO, due -> others.countDown());

        assertThat(failures.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskMayScheduleAndCancelEntries() throws Exception {
        AtomicReference<TaskScheduler.Entry> entry = new AtomicReference<>(() -> {});
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch next = new CountDownLatch(1);

        CountDownLatch known = new CountDownLatch(1);
        entry.set(timetable.every("once", Duration.ofMillis(20), Duration.ofMillis(200), due -> {
            starts.incrementAndGet();
            Objects.requireNonNull(entry.get()).cancel();
            timetable.after("next", Duration.ofMillis(100), later -> next.countDown());
            known.countDown();
        }));

        assertThat(known.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(starts).hasValue(1);
    }

    @Test
    void movedTriggersStartTheirTasksAtTheSameTime() throws Exception {
        CountDownLatch repeated = new CountDownLatch(2);
        CountDownLatch once = new CountDownLatch(1);
        AtomicInteger later = new AtomicInteger();
        timetable.every("repeated", Duration.ofMillis(300), Duration.ofMillis(300), due -> repeated.countDown());
        timetable.after("once", Duration.ofMillis(400), due -> once.countDown());
        timetable.after("later", Duration.ofHours(1), due -> later.incrementAndGet());

        timetable.moveTriggers();

        assertThat(once.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(repeated.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(later).hasValue(0);
    }
}

package io.dogwatch.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link TaskScheduler} based on Quartz with an in-memory job store. Only starts tasks; their work runs elsewhere.
 *
 * <p>Quartz schedules by the wall clock: after a step back by an hour it would start nothing for an hour. Each task
 * therefore has a due time of the monotonic clock, and a step of the wall clock moves all triggers.
 */
public final class QuartzTaskScheduler implements TaskScheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QuartzTaskScheduler.class);
    private static final String TASK = "task";

    /** Interval of the comparison of both clocks, and the smallest step that counts; slewing is far below it. */
    private static final Duration CLOCK_CHECK = Duration.ofMillis(500);

    private static final long MIN_STEP_MILLIS = 200;

    private final Scheduler scheduler;
    private final AtomicLong serial = new AtomicLong();
    private final LongAdder begun = new LongAdder();
    private final LongAdder misfired = new LongAdder();
    private volatile long lastBegun;

    /** Runs by the monotonic clock. */
    private final ScheduledExecutorService clockChecks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("clock-check").daemon().factory());

    private long offset = wallOffset();

    public QuartzTaskScheduler() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "dogwatch-" + System.identityHashCode(this));
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", VirtualThreadPool.class.getName());
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        // Many triggers per turn, up to 50 ms early: measured at 1,000 starts a second, 25 us of CPU each instead of
        // 74.
        properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "50");
        properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow", "50");
        try {
            scheduler = new StdSchedulerFactory(properties).getScheduler();
            scheduler.setJobFactory((bundle, ignored) -> new TaskJob());
            scheduler.getListenerManager().addTriggerListener(new TriggerCounter());
            scheduler.start();
            var _ = clockChecks.scheduleWithFixedDelay(
                    this::checkClock, CLOCK_CHECK.toMillis(), CLOCK_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (SchedulerException e) {
            throw new IllegalStateException("cannot start the scheduler", e);
        }
    }

    @Override
    public Entry every(String name, Duration interval, Duration first, Task task) {
        return schedule(
                name,
                first,
                new Planned(task, interval),
                SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(interval.toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount());
    }

    @Override
    public Entry after(String name, Duration wait, Task task) {
        return schedule(
                name,
                wait,
                new Planned(task, Duration.ZERO),
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow());
    }

    @SuppressWarnings("JavaUtilDate") // Quartz knows no other
    private Entry schedule(String name, Duration wait, Planned task, SimpleScheduleBuilder schedule) {
        task.dueIn(wait);
        JobKey key = new JobKey(name + "#" + serial.incrementAndGet());
        JobDataMap data = new JobDataMap();
        data.put(TASK, task);
        JobDetail job = JobBuilder.newJob(TaskJob.class)
                .withIdentity(key)
                .usingJobData(data)
                .build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(key.getName())
                .startAt(startsIn(task))
                .withSchedule(schedule)
                .build();
        try {
            scheduler.scheduleJob(job, trigger);
        } catch (SchedulerException e) {
            LOG.debug("job schedule failed name={} error=\"{}\"", name, e.getMessage());
            return () -> {};
        }
        return () -> {
            try {
                scheduler.deleteJob(key);
            } catch (SchedulerException e) {
                LOG.debug("job cancel failed name={} error=\"{}\"", name, e.getMessage());
            }
        };
    }

    @SuppressWarnings("JavaUtilDate") // Quartz knows no other
    private static Date startsIn(Planned task) {
        return new Date(System.currentTimeMillis() + task.remainingMillis());
    }

    private void checkClock() {
        long now = wallOffset();
        if (Math.abs(now - offset) >= MIN_STEP_MILLIS) {
            LOG.warn("wall clock stepped ms={}", now - offset);
            try {
                moveTriggers();
            } catch (SchedulerException | RuntimeException e) {
                // An exception would end the checks.
                LOG.warn("trigger move failed error=\"{}\"", e.getMessage());
            }
        }
        offset = now;
    }

    private static long wallOffset() {
        return System.currentTimeMillis() - Duration.ofNanos(System.nanoTime()).toMillis();
    }

    /** Moves each trigger to the due time of its task by the present wall clock. */
    void moveTriggers() throws SchedulerException {
        for (JobKey key : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
            JobDetail job = scheduler.getJobDetail(key);
            if (job != null && job.getJobDataMap().get(TASK) instanceof Planned task) {
                for (Trigger trigger : scheduler.getTriggersOfJob(key)) {
                    // Quartz ignores a trigger that has ended in between.
                    scheduler.rescheduleJob(
                            trigger.getKey(),
                            trigger.getTriggerBuilder().startAt(startsIn(task)).build());
                }
            }
        }
    }

    /** A task with its due time of the monotonic clock. Thread-safe. */
    private static final class Planned {

        /** Quartz starts a batch up to 50 ms early; an earlier start follows a step of the wall clock. */
        private static final long MAX_EARLY_MILLIS = 100;

        private final Task task;
        private final Duration interval;
        private volatile long dueNanos;

        Planned(Task task, Duration interval) {
            this.task = task;
            this.interval = interval;
        }

        void dueIn(Duration wait) {
            dueNanos = System.nanoTime() + wait.toNanos();
        }

        long remainingMillis() {
            return Math.max(0, Duration.ofNanos(dueNanos - System.nanoTime()).toMillis());
        }

        boolean isEarly() {
            return interval.isZero() && remainingMillis() > MAX_EARLY_MILLIS;
        }

        void start(Instant due) {
            dueIn(interval);
            task.start(due);
        }
    }

    /**
     * Statistics since the start of the process.
     *
     * @param begun number of tasks started
     * @param misfired number of tasks at least 5 s late, made up for or skipped
     * @param busy threads in use now, of at most {@code threads}
     * @param lastBegun when a task was last started; empty before the first
     */
    public record Stats(long begun, long misfired, int busy, int threads, Optional<Instant> lastBegun) {}

    public Stats stats() {
        long last = lastBegun;
        return new Stats(
                begun.sum(),
                misfired.sum(),
                busy(),
                VirtualThreadPool.MAX,
                last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
    }

    private int busy() {
        try {
            return scheduler.getCurrentlyExecutingJobs().size();
        } catch (SchedulerException e) {
            return 0;
        }
    }

    /** Returns whether the scheduler is running. */
    public boolean isRunning() {
        try {
            return scheduler.isStarted() && !scheduler.isShutdown() && !scheduler.isInStandbyMode();
        } catch (SchedulerException e) {
            return false;
        }
    }

    /** Stops starting tasks. Started tasks continue. */
    @Override
    public void close() {
        clockChecks.shutdownNow();
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            LOG.warn("scheduler shutdown failed error=\"{}\"", e.getMessage());
        }
    }

    /** Counts fired and misfired triggers on Quartz's threads. */
    private final class TriggerCounter extends TriggerListenerSupport {
        @Override
        public String getName() {
            return "counting";
        }

        @Override
        public void triggerFired(Trigger trigger, JobExecutionContext context) {
            begun.increment();
            lastBegun = System.currentTimeMillis();
        }

        @Override
        public void triggerMisfired(Trigger trigger) {
            misfired.increment();
        }
    }

    /** Starts the task stored in the job data. */
    private static final class TaskJob implements Job {
        @Override
        @SuppressWarnings("JavaUtilDate") // likewise
        public void execute(JobExecutionContext context) {
            if (context.getJobDetail().getJobDataMap().get(TASK) instanceof Planned task) {
                if (task.isEarly()) {
                    startLater(context, task);
                    return;
                }
                task.start(context.getScheduledFireTime().toInstant());
            }
        }

        private static void startLater(JobExecutionContext context, Planned task) {
            try {
                context.getScheduler()
                        .scheduleJob(TriggerBuilder.newTrigger()
                                .forJob(context.getJobDetail())
                                .startAt(startsIn(task))
                                .build());
            } catch (SchedulerException e) {
                LOG.debug("job postponement failed error=\"{}\"", e.getMessage());
            }
        }
    }
}

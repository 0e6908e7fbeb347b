package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the log sizes of one host's containers once a minute, and logs containers that need a size limit. Runs on
 * one virtual thread; an unresponsive disk delays only the next sweep. Thread-safe.
 */
final class LogSizeSweep {

    private static final Logger LOG = LoggerFactory.getLogger(LogSizeSweep.class);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Allows time for the first container list, and is short enough for an operator who has just opened the page. */
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(5);

    private static final int MAX_NAME_LENGTH = 256;

    private final String host;
    private final Supplier<Collection<ContainerSnapshot>> containers;
    private final Function<ContainerSnapshot, LogGrowth> measure;
    private final Runnable afterSweep;
    private final AtomicBoolean isRunning = new AtomicBoolean();

    /** By container id, because a recreated container has a new log. */
    private volatile Map<String, LogGrowth> latest = Map.of();

    /** Ids of the reported containers that are still a concern. Used only by the sweep, one at a time. */
    private final Set<String> reported = new HashSet<>();

    private volatile TaskScheduler.Entry entry = () -> {};

    /**
     * @param measure measures one log; may block
     * @param afterSweep run after each sweep on its thread
     */
    LogSizeSweep(
            String host,
            Supplier<Collection<ContainerSnapshot>> containers,
            Function<ContainerSnapshot, LogGrowth> measure,
            Runnable afterSweep) {
        this.host = host;
        this.containers = containers;
        this.measure = measure;
        this.afterSweep = afterSweep;
    }

    void start(TaskScheduler timetable) {
        entry = timetable.every("logs " + host, INTERVAL, INITIAL_DELAY, due -> begin());
    }

    void stop() {
        entry.cancel();
    }

    /** Returns the log growth measured by the last sweep; empty for a newer container. */
    Optional<LogGrowth> of(ContainerSnapshot container) {
        return Optional.ofNullable(latest.get(container.id()));
    }

    boolean isRunning() {
        return isRunning.get();
    }

    /** Starts a sweep unless the previous one is still running. Never blocks. */
    private void begin() {
        if (isRunning.compareAndSet(false, true)) {
            Thread.ofVirtual().name("logs-" + host).start(this::measureAll);
        } else {
            LOG.debug("log size round skipped, previous round still running host={}", host);
        }
    }

    private void measureAll() {
        try {
            Map<String, LogGrowth> seen = new HashMap<>();
            for (ContainerSnapshot container : containers.get()) {
                LogGrowth log = measure.apply(container);
                seen.put(container.id(), log);
                report(container, log);
            }
            latest = Map.copyOf(seen);
            reported.retainAll(seen.keySet());
            afterSweep.run();
        } catch (RuntimeException e) {
            LOG.error("log size round failed host={}", host, e);
        } finally {
            isRunning.set(false);
        }
    }

    private void report(ContainerSnapshot container, LogGrowth log) {
        String name = host + "/" + PlainText.line(container.name(), MAX_NAME_LENGTH);
        if (log.isConcern() && reported.add(container.id())) {
            LOG.warn(
                    "log size limit missing target={} now=\"{}\" advice=\"recreate it with {}\"",
                    name,
                    log.standing().orElse(""),
                    LogRotation.RUN_OPTION);
        } else if (!log.isConcernStill() && reported.remove(container.id())) {
            LOG.info(
                    "log size recovered target={} now=\"{}\"",
                    name,
                    log.standing().orElse(""));
        }
    }
}

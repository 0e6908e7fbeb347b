package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows all logs of one target: the one that the engine keeps, and files in mounts. Checks of the same log share one
 * follow; if one of them asks for the engine's API, all of that log are read so. Safe for use by many threads.
 */
final class TargetLogs {

    private final Function<Optional<String>, Follow> follows;
    private final String name;
    private final Map<Optional<String>, Running> running = new ConcurrentHashMap<>();

    private record Running(Follow follow, Thread thread) {}

    /** @param follows makes a follow of a file in a mount, or of the engine's log */
    TargetLogs(String name, Function<Optional<String>, Follow> follows) {
        this.name = name;
        this.follows = follows;
    }

    synchronized void watch(ContainerSnapshot container, List<LogCheck> checks) {
        Map<Optional<String>, List<LogCheck>> byLog =
                new HashMap<>(checks.stream().collect(Collectors.groupingBy(check -> mounted(check.source()))));
        for (Optional<String> log : Set.copyOf(running.keySet())) {
            if (!byLog.containsKey(log)) {
                stop(log, true);
            }
        }
        byLog.forEach(
                (log, its) -> running.computeIfAbsent(log, this::begin).follow.watch(container, its));
    }

    private static Optional<String> mounted(LogCheck.Source source) {
        return switch (source) {
            case LogCheck.Source.Auto auto -> Optional.empty();
            case LogCheck.Source.EngineApi api -> Optional.empty();
            case LogCheck.Source.InMount(String path) -> Optional.of(path);
        };
    }

    private Running begin(Optional<String> log) {
        Follow follow = follows.apply(log);
        return new Running(follow, Thread.ofVirtual().name("log " + name).start(follow));
    }

    private void stop(Optional<String> log, boolean forget) {
        Running one = running.remove(log);
        if (one != null) {
            one.follow.stop(forget);
        }
    }

    void tick() {
        running.values().forEach(one -> one.follow.tick());
    }

    LogStats stats() {
        return running.values().stream().map(one -> one.follow.stats()).reduce(LogStats.NONE, LogStats::plus);
    }

    synchronized void forget() {
        Set.copyOf(running.keySet()).forEach(log -> stop(log, true));
    }

    /** Ends everything soon; places are kept. */
    void stop() {
        running.values().forEach(one -> one.follow.stop(false));
    }

    /** Waits until all has ended, or until the time has come. */
    void join(long untilNanos) throws InterruptedException {
        for (Running one : running.values()) {
            one.thread.join(Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime())));
        }
    }
}

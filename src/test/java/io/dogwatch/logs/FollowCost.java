package io.dogwatch.logs;

import com.sun.management.OperatingSystemMXBean;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows logs of real containers from their beginning, for {@code bin/bench logs}: {@code FollowCost ENDPOINT ROOT}. Takes
 * commands from standard input, and prints when a marker was told of:
 *
 * <pre>
 * watch CONTAINER engine|auto FILE      each line of the file is the pattern of a check of its own
 *                                       -> told CONTAINER NUMBER EPOCHMILLIS
 * stats CONTAINER                       -> stats CONTAINER LINES BYTES LOST SOURCE CPUNANOS
 * forget CONTAINER                      -> forgotten CONTAINER
 * </pre>
 */
final class FollowCost {

    private FollowCost() {}

    public static void main(String[] arguments) throws Exception {
        try (Engine engine = new DockerJavaEngine(EngineSettings.of("bench", arguments[0]));
                EngineLogWatcher watcher = new EngineLogWatcher(
                                engine,
                                Optional.of(Path.of(arguments[1])),
                                new FromTheBeginning(),
                                (target, check, life, outcome) -> told(target, check, outcome),
                                InstantSource.system())
                        .start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say("ready");
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                carryOut(List.of(command.split(" ")), engine, watcher);
            }
        }
        System.exit(0);
    }

    private static void carryOut(List<String> words, Engine engine, EngineLogWatcher watcher) throws IOException {
        String name = words.get(1);
        TargetId target = new TargetId("bench", name);
        switch (words.getFirst()) {
            case "watch" -> {
                ContainerSnapshot container = engine.inspect(name).orElseThrow();
                watcher.watch(target, container, checks(words.get(2), Path.of(words.get(3))));
            }
            case "stats" -> {
                LogStats stats = watcher.stats().getOrDefault(target, LogStats.NONE);
                say("stats " + name + " " + stats.lines() + " " + stats.bytes() + " " + stats.lostBytes() + " "
                        + stats.source() + " " + cpu());
            }
            case "forget" -> {
                watcher.forget(target);
                say("forgotten " + name);
            }
            default -> throw new IllegalArgumentException("no such command: " + words);
        }
    }

    private static List<LogCheck> checks(String source, Path patterns) throws IOException {
        List<LogCheck> checks = new ArrayList<>();
        for (String pattern : Files.readAllLines(patterns)) {
            checks.add(new LogCheck(
                    Integer.toString(checks.size()),
                    io.dogwatch.model.Thresholds.CERTAIN,
                    source.equals("engine") ? LogCheck.Source.ENGINE : LogCheck.Source.AUTO,
                    List.of(Samples.failure(pattern)),
                    Optional.empty(),
                    Duration.ofHours(1)));
        }
        return checks;
    }

    private static void told(TargetId target, String check, Outcome outcome) {
        if (outcome instanceof Outcome.Unhealthy) {
            say("told " + target.name() + " " + check + " " + Instant.now().toEpochMilli());
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Whatever is watched was another container before, so that nothing of its log is known. */
    private static final class FromTheBeginning implements OffsetStore {

        @Override
        public Optional<String> get(TargetId target) {
            return Optional.of(
                    new LogOffset("another", Instant.EPOCH, Instant.EPOCH, Optional.empty(), Instant.EPOCH, List.of())
                            .encoded());
        }

        @Override
        public void put(TargetId target, String place) {}

        @Override
        public void remove(TargetId target) {}
    }
}

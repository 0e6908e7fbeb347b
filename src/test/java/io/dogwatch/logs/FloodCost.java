package io.dogwatch.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what a log that grows by 100 MB/s does to the others, for {@code bin/bench logs}: {@code FloodCost [MB/s] [seconds]}. No
 * engine writes that fast, so the flood is written here, to a json-file with max-size=20m and max-file=5; a quiet target says a marker about every 0.7 s. Prints how late
 * those were told, what was lost of the flood, the CPU (of the writer too), and the process's memory.
 */
final class FloodCost {

    private static final long FILE = 20L << 20;

    private static int markers;

    private FloodCost() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        Path root = Files.createTempDirectory("dogwatch-flood");
        JsonLog loud = new JsonLog(root, "loud", 5, false);
        JsonLog quiet = new JsonLog(root, "quiet", 2, false);
        FakeEngine engine = new FakeEngine();
        List<Long> lags = Collections.synchronizedList(new ArrayList<>());
        LogWatcher.Listener listener = (target, check, life, outcome) -> lag(target, outcome, lags);
        try (EngineLogWatcher watcher = new EngineLogWatcher(
                        engine, Optional.of(root), new RememberedPlaces(), listener, InstantSource.system())
                .start()) {
            List<LogCheck> fifty = List.of(Samples.check(
                    "log",
                    IntStream.range(0, 50)
                            .mapToObj(n -> Samples.failure("FAILURE-" + n + " in"))
                            .toArray(LogCheck.Marker[]::new)));
            TargetId other = new TargetId("local", "loud");
            watch(watcher, engine, other, loud, "loud", fifty);
            List<LogCheck> marks = IntStream.range(0, 500)
                    .mapToObj(n -> Samples.check("m" + n, Samples.failure("FATAL " + n + " at")))
                    .toList();
            watch(watcher, engine, new TargetId("local", "quiet"), quiet, "quiet", marks);
            long written = flood(loud, quiet, rate, seconds);
            LockSupport.parkNanos(2_000_000_000L);
            LogStats stats = watcher.stats().getOrDefault(other, LogStats.NONE);
            List<Long> sorted = lags.stream().sorted().toList();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("written_mb", written / 1_000_000);
            figures.put("read_mb", stats.bytes() / 1_000_000);
            figures.put("lost_mb", stats.lostBytes() / 1_000_000);
            figures.put("markers", markers);
            figures.put("told", sorted.size());
            figures.put("lag_ms", List.of(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast()));
            figures.put("cpu_s", cpu() / 1_000_000_000);
            figures.putAll(memory());
            System.out.println(new ObjectMapper().writeValueAsString(figures));
        } finally {
            try (var files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0);
    }

    private static void watch(
            EngineLogWatcher watcher,
            FakeEngine engine,
            TargetId target,
            JsonLog log,
            String id,
            List<LogCheck> checks) {
        Instant started = Instant.now().minusSeconds(1);
        ContainerSnapshot container = Samples.withLog(
                Samples.container(id, ContainerStatus.RUNNING, started, Optional.empty(), "json-file"), log.logPath());
        engine.has(container);
        watcher.watch(target, container, checks);
    }

    private static void lag(TargetId target, Outcome outcome, List<Long> lags) {
        if (outcome instanceof Outcome.Unhealthy bad && target.name().equals("quiet")) {
            String at = bad.detail().substring(bad.detail().lastIndexOf(' ') + 1);
            lags.add(Duration.between(Instant.parse(at), Instant.now()).toMillis());
        }
    }

    private static long flood(JsonLog loud, JsonLog quiet, int rate, int seconds) throws IOException {
        String text = "some line of a chatty container, of the usual length for such lines, number 1234567\n";
        StringBuilder many = new StringBuilder();
        long start = System.nanoTime();
        long written = 0;
        long inFile = 0;
        FileChannel out = FileChannel.open(loud.file(), StandardOpenOption.APPEND);
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            many.setLength(0);
            Instant at = Instant.now();
            for (int i = 0; i < 1000; i++) {
                many.append(JsonLog.entry(at.plusNanos(i), "stdout", text));
            }
            byte[] bytes = many.toString().getBytes(StandardCharsets.UTF_8);
            out.write(java.nio.ByteBuffer.wrap(bytes));
            written += bytes.length;
            inFile += bytes.length;
            if (inFile > FILE) {
                out.close();
                loud.rotate();
                out = FileChannel.open(loud.file(), StandardOpenOption.APPEND);
                inFile = 0;
            }
            if (System.nanoTime() - start > markers * 700_000_000L) {
                Instant now = Instant.now();
                quiet.line(now, "stdout", "FATAL " + markers++ + " at " + now);
            }
            long due = start + written * 1000 / rate;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
        out.close();
        return written;
    }

    /** MiB at the end, and at most. */
    private static Map<String, Long> memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, 5), line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024));
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}

package io.dogwatch.logs;

import com.sun.management.OperatingSystemMXBean;
import io.dogwatch.target.LogCheck;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures how many MB of a json-file are scanned in a second of CPU, run by hand: {@code ScanCost [MB]}. Prints the same
 * for {@code rg} and {@code grep -E} where they are installed. As long again is spent on warming up first.
 */
final class ScanCost {

    private static final String[] WORDS = {
        "GET /index.html HTTP/1.1",
        "request served in",
        "connection from 10.0.0.17",
        "user logged in",
        "cache miss for key",
        "INFO",
        "DEBUG",
        "worker 17",
        "queue length",
        "POST /api/v1/orders",
        "200",
        "upstream",
        "session=4af1"
    };

    private ScanCost() {}

    public static void main(String[] arguments) throws Exception {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 150;
        Path root = Files.createTempDirectory("dogwatch-scan");
        JsonLog log = new JsonLog(root, "c1", 2, false);
        write(log.file(), megabytes);
        try {
            List<String> fifty = IntStream.range(0, 50)
                    .mapToObj(n -> "FAILURE-" + n + " in module")
                    .toList();
            measure("1 pattern", log, List.of("FATAL error"));
            measure("50 patterns", log, fifty);
            measure("50 mixed patterns", log, mixed());
            measure("1 pattern without a literal", log, List.of("[0-9]{3} [A-Z]+ERR"));
            measure("1 heartbeat in one line of 13", log, List.of("HTTP/1.1"));
            other("1 pattern", log, List.of("FATAL error"));
            other("50 patterns", log, fifty);
        } finally {
            try (var files = Files.walk(root)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0);
    }

    private static List<String> mixed() {
        return IntStream.range(0, 50)
                .mapToObj(n -> switch (n % 5) {
                    case 0 -> "panic: code" + n;
                    case 1 -> "OutOfMemory.*heap" + n;
                    case 2 -> "segfault at 0x[0-9a-f]+ m" + n;
                    case 3 -> "(?i)deadlock " + n;
                    default -> "cannot open [a-z]+|refused by peer" + n;
                })
                .toList();
    }

    private static void write(Path file, long megabytes) throws IOException {
        Random random = new Random(7);
        Instant at = Instant.parse("2026-03-01T12:00:00.123456789Z");
        long left = megabytes * 1_000_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            while (left > 0) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < 5; i++) {
                    text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
                }
                at = at.plusNanos(1000 + random.nextInt(1_000_000));
                String line = JsonLog.entry(at, "stdout", text + "" + random.nextInt() + "\n");
                out.write(line);
                left -= line.length();
            }
        }
    }

    private static void measure(String name, JsonLog log, List<String> patterns) throws Exception {
        scan(log, patterns);
        scan(log, patterns);
        long before = cpu();
        LogStats stats = scan(log, patterns);
        report("dogwatch", name, log, cpu() - before, stats.matches() + " matches, " + stats.lines() + " lines");
    }

    private static LogStats scan(JsonLog log, List<String> patterns) throws IOException {
        Reading reading = new Reading((check, life, outcome) -> {}, Instant.EPOCH);
        List<LogCheck> checks = patterns.stream()
                .map(pattern -> Samples.check(pattern, Samples.failure(pattern)))
                .toList();
        reading.judge(checks, Instant.EPOCH);
        reading.begin(
                LogJudge.Life.of(Samples.container("c1", Samples.NOON, Optional.empty()))
                        .orElseThrow(),
                Instant.EPOCH);
        reading.startAt(Position.beginning("c1"));
        JsonFiles files = new JsonFiles(log.file());
        JsonLines lines = new JsonLines();
        byte[] buffer = new byte[FileTail.BUFFER];
        try (FileTail tail = new FileTail(files, files.open(log.file()), 0, false)) {
            while (tail.read(buffer, true) == FileTail.Found.BLOCK) {
                lines.take(buffer, tail.from(), tail.to(), reading, Instant.now());
                tail.taken();
            }
        }
        return reading.stats();
    }

    private static void other(String name, JsonLog log, List<String> patterns) throws Exception {
        for (List<String> command : List.of(List.of("rg", "-c"), List.of("grep", "-cE"))) {
            List<String> all =
                    new java.util.ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null", "x"));
            all.addAll(command);
            patterns.forEach(pattern -> all.addAll(List.of("-e", pattern)));
            all.add(log.file().toString());
            Process process = new ProcessBuilder(all).start();
            String[] times = new String(
                            process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip()
                    .split("[ \n]");
            if (process.waitFor() > 1) {
                System.out.println(command.getFirst() + ": not there");
                continue;
            }
            double seconds = Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
            report(command.getFirst(), name, log, (long) (seconds * 1e9), "");
        }
    }

    private static void report(String who, String name, JsonLog log, long nanos, String more) throws IOException {
        double rate = Files.size(log.file()) / 1e6 / (nanos / 1e9);
        System.out.println(who + ", " + name + ": " + Math.round(rate) + " MB per CPU second  " + more);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}

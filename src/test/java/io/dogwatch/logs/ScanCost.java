package io.dogwatch.logs;

import com.sun.management.OperatingSystemMXBean;
import io.dogwatch.model.LogCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Scans a json-file as the service does and says what that took, for {@code bin/bench logs}: {@code ScanCost FILE}. For each
 * line of standard input, which names a file of patterns, the log is scanned once, and a line is printed: CPU nanoseconds of
 * the whole process, lines, matches.
 */
final class ScanCost {

    private ScanCost() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String patterns = requests.readLine(); patterns != null; patterns = requests.readLine()) {
                long before = cpu();
                LogStats stats = scan(file, Files.readAllLines(Path.of(patterns)));
                System.out.println((cpu() - before) + " " + stats.lines() + " " + stats.matches());
            }
        }
        System.exit(0);
    }

    private static LogStats scan(Path file, List<String> patterns) throws IOException {
        LogDeduplicator reading = new LogDeduplicator((check, life, outcome) -> {}, Instant.EPOCH);
        List<LogCheck> checks = patterns.stream()
                .map(pattern -> Samples.check(pattern, Samples.failure(pattern)))
                .toList();
        reading.judge(checks, Instant.EPOCH);
        reading.begin(
                LogJudge.Life.of(Samples.container("c1", Samples.NOON, Optional.empty()))
                        .orElseThrow(),
                Instant.EPOCH);
        reading.startAt(ResumePoint.beginning("c1"));
        JsonFiles files = new JsonFiles(file);
        JsonLines lines = new JsonLines();
        byte[] buffer = new byte[FileTail.BUFFER];
        try (FileTail tail = new FileTail(files, files.open(file), 0, false)) {
            while (tail.read(buffer, true) == FileTail.Found.BLOCK) {
                lines.take(buffer, tail.from(), tail.to(), reading, Instant.now());
                tail.taken();
            }
        }
        return reading.stats();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}

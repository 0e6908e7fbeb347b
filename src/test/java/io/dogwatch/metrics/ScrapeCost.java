package io.dogwatch.metrics;

import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.TargetSketch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a scrape costs: {@code ScrapeCost [ROUNDS]} prints for 1,000 targets, and for as many as make 10,000 series, the median
 * of the time and of the CPU of gathering and writing it. Run by hand; no test, since it depends on the machine.
 */
public final class ScrapeCost {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 200;

    private ScrapeCost() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        for (int targets : new int[] {230, 1000}) {
            measure(targets, rounds);
        }
    }

    private static void measure(int targets, int rounds) {
        FakeFleet fleet = Kennel.fleet(NOW);
        List<TargetView> views = IntStream.range(0, targets)
                .mapToObj(i -> new TargetSketch("local", "service-" + i, NOW)
                        .passes("site", 80, Duration.ofMillis(4))
                        .view())
                .toList();
        fleet.targets = views;
        try (Exposition exposition = new Exposition("1.2.3", InstantSource.fixed(NOW))) {
            exposition.show(fleet);
            for (int i = 0; i < WARM_UP; i++) {
                Scrapes.bytes(exposition);
            }
            long[] wall = new long[rounds];
            long[] cpu = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                long began = System.nanoTime();
                long spent = THREADS.getCurrentThreadCpuTime();
                Scrapes.bytes(exposition);
                cpu[i] = THREADS.getCurrentThreadCpuTime() - spent;
                wall[i] = System.nanoTime() - began;
            }
            long series = Scrapes.text(exposition)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            System.out.printf(
                    "%d targets: %d series, %d bytes; median of %d scrapes %.1f ms, CPU %.1f ms; 95th %.1f ms, CPU %.1f ms%n",
                    targets,
                    series,
                    Scrapes.bytes(exposition),
                    rounds,
                    at(wall, 0.5),
                    at(cpu, 0.5),
                    at(wall, 0.95),
                    at(cpu, 0.95));
        }
    }

    private static double at(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}

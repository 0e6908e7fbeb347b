package io.dogwatch.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The meters of the JVM and of its process, with the names that Prometheus' own clients use. */
final class ProcessMeters implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final JvmGcMetrics collections = new JvmGcMetrics();

    void bindTo(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
        var runtime = ManagementFactory.getRuntimeMXBean();
        TimeGauge.builder("process.start.time", runtime, TimeUnit.MILLISECONDS, r -> r.getStartTime())
                .description("Start time of the process in seconds since 1970")
                .register(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu.seconds", system, s -> s.getProcessCpuTime() / 1e9)
                    .description("User and system CPU time of the process")
                    .register(registry);
        }
        // Micrometer's own FileDescriptorMetrics would call them process_files_open_files and process_files_max_files.
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
            Gauge.builder("process.open.fds", unix, one -> one.getOpenFileDescriptorCount())
                    .description("Open file descriptors")
                    .register(registry);
            Gauge.builder("process.max.fds", unix, one -> one.getMaxFileDescriptorCount())
                    .description("Maximum number of open file descriptors")
                    .register(registry);
        }
        Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
                .baseUnit("bytes")
                .description("Resident memory of the process; no value without /proc")
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
    }

    /** Linux reports it in kB; elsewhere it is not a number. */
    private static double residentBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToDouble(kilobytes -> Long.parseLong(kilobytes) * 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}

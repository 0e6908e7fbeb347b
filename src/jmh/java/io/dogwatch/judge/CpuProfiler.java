package io.dogwatch.judge;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations per second of processor time of the whole process, with garbage collection and compiler. On a machine that is
 * busy with other work this is what one core does, while operations per second of the clock say how busy the machine is.
 */
public final class CpuProfiler implements InternalProfiler {

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long began;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        began = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (system.getProcessCpuTime() - began) / 1e9;
        double each = result.getMetadata().getMeasuredOps() / seconds;
        return List.of(new ScalarResult("cpu.throughput", each, "ops/s", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "operations per second of processor time";
    }
}

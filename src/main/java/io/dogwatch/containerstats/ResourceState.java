package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one resource check remembers of its container. The check locks it for as long as it judges. */
final class ResourceState {

    final Stopwatch memory = new Stopwatch();
    final Stopwatch cpu = new Stopwatch();
    final Stopwatch pids = new Stopwatch();
    final LastHour engineRestarts = new LastHour(true);
    private final Samples memorySamples = new Samples();
    private @Nullable Incarnation life;
    private @Nullable Usage earlier;
    private Optional<Trend> memoryTrend = Optional.empty();

    /** A new life begins with nothing. */
    void meet(ContainerSnapshot container) {
        Incarnation now = container.incarnation().orElse(null);
        if (now == null || !now.equals(life)) {
            life = now;
            earlier = null;
            memory.end();
            cpu.end();
            pids.end();
            memorySamples.clear();
            memoryTrend = Optional.empty();
        }
    }

    /** The trend of the memory with a newest reading. */
    Optional<Trend> memoryTrend(Instant at, long bytes) {
        if (memorySamples.add(at, (double) bytes)) {
            memoryTrend = Trend.of(memorySamples.list());
        }
        return memoryTrend;
    }

    /** The share of the processor time since the reading before; empty for the first one. */
    Optional<Double> cpuShare(Usage now) {
        Usage before = earlier;
        if (before == null) {
            earlier = now;
            return Optional.empty();
        }
        Optional<Double> share = now.cpuShareSince(before);
        if (share.isPresent() || now.at().isAfter(before.at().plusSeconds(1))) {
            earlier = now;
        }
        return share;
    }
}

package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many events the judge judges in a second, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class JudgeThroughput {

    /** So that one target's state is not always in the cache. */
    private static final int TARGETS = 200;

    private static final int EVENTS = 200_000;

    private final Recording recording = new Recording(TARGETS, EVENTS, 20_260_301);
    private final Recording.Entry[] entries = recording.entries().toArray(Recording.Entry[]::new);
    private final Watch[] watches = recording.watches().toArray(Watch[]::new);
    private final TargetState[] states = new TargetState[TARGETS];
    private int next;

    private TargetState healthy = recording.initial();
    private Instant later = Instant.EPOCH;
    private List<Event> singles = List.of();

    /** Plays the beginning of the recording once: then one of its targets is healthy, and stays so. */
    @Setup
    public void prepare() {
        startAgain();
        for (int i = 0; i < 5_000; i++) {
            judgeNext();
        }
        healthy = states[0];
        later = entries[next].now().plusSeconds(60);
        var life = healthy.container()
                .flatMap(container -> container.incarnation())
                .orElseThrow();
        singles = List.of(
                new Event.Probed("site", life, Outcome.healthy(Duration.ofMillis(3))),
                new Event.Probed(
                        "site",
                        life,
                        Outcome.unhealthy(Cause.UNEXPECTED_STATUS, "500 (allowed: 200-399)", Duration.ofMillis(3))),
                new Event.Observed(healthy.container()));
        startAgain();
    }

    private void startAgain() {
        next = 0;
        Arrays.fill(states, recording.initial());
    }

    private Verdict judgeNext() {
        Recording.Entry entry = entries[next++];
        int target = entry.target();
        Verdict verdict = Judge.judge(watches[target], states[target], entry.event(), entry.now());
        states[target] = verdict.state();
        return verdict;
    }

    /** A realistic mix: see {@link Recording}. */
    @Benchmark
    public Verdict mix() {
        if (next == entries.length) {
            startAgain();
        }
        return judgeNext();
    }

    /** By far the most frequent case. */
    @Benchmark
    public Verdict healthyProbeOfAHealthyTarget() {
        return Judge.judge(watches[0], healthy, singles.get(0), later);
    }

    @Benchmark
    public Verdict firstFailedProbeOfAHealthyTarget() {
        return Judge.judge(watches[0], healthy, singles.get(1), later);
    }

    @Benchmark
    public Verdict lookAtAHealthyTarget() {
        return Judge.judge(watches[0], healthy, singles.get(2), later);
    }
}

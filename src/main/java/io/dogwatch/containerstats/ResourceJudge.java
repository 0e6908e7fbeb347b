package io.dogwatch.containerstats;

import io.dogwatch.model.ByteSizes;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.ResourceCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares one reading with the limits of one check. No input or output except the log book.
 *
 * @param usage empty if not visible
 * @param whyUnseen the reason, for readers, if it is empty
 * @param gap maximum time between two probes without a break
 */
record ResourceJudge(
        ResourceCheck check,
        ContainerSnapshot container,
        Optional<Usage> usage,
        String whyUnseen,
        ResourceState state,
        LogSizes logs,
        Instant now,
        Duration gap) {

    /** One finding per configured limit. */
    List<LimitResult> findings() {
        ResourceCheck.Limits limits = check.limits();
        List<LimitResult> findings = new ArrayList<>();
        limits.memory().ifPresent(limit -> findings.add(memory(limit)));
        limits.cpu().ifPresent(limit -> findings.add(cpu(limit)));
        limits.pids().ifPresent(limit -> findings.add(pids(limit)));
        limits.memoryFull().ifPresent(horizon -> findings.add(memoryFull(horizon)));
        limits.engineRestarts().ifPresent(limit -> findings.add(engineRestarts(limit)));
        if (limits.logSize().isPresent()
                || limits.logGrowth().isPresent()
                || limits.diskFull().isPresent()) {
            LogTrack log = logs.measure(container);
            limits.logSize().ifPresent(limit -> findings.add(logSize(log, limit)));
            limits.logGrowth().ifPresent(limit -> findings.add(logGrowth(log, limit)));
            limits.diskFull().ifPresent(horizon -> findings.add(diskFull(log, horizon)));
        }
        return findings;
    }

    private LimitResult memory(double limit) {
        return usage.map(seen ->
                        part("memory", seen.memory(), seen.memoryLimit(), limit, state.memory, "no memory limit", true))
                .orElseGet(this::unseen);
    }

    private LimitResult pids(double limit) {
        return usage.map(seen -> part("pids", seen.pids(), seen.pidsLimit(), limit, state.pids, "no pids limit", false))
                .orElseGet(this::unseen);
    }

    private LimitResult part(
            String what,
            OptionalLong used,
            OptionalLong most,
            double limit,
            Stopwatch spell,
            String without,
            boolean size) {
        if (used.isEmpty()) {
            return new LimitResult.Unknown(what + " is not visible");
        }
        if (most.isEmpty()) {
            return new LimitResult.Unknown("the container has " + without);
        }
        double share = (double) used.getAsLong() / most.getAsLong();
        String figures = size
                ? HumanNumbers.size((double) used.getAsLong()) + " of " + HumanNumbers.size((double) most.getAsLong())
                : used.getAsLong() + " of " + most.getAsLong();
        return lasting(
                spell,
                share > limit,
                what + " " + figures + " (" + HumanNumbers.share(share) + ", allowed " + ByteSizes.share(limit) + ")");
    }

    private LimitResult cpu(double limit) {
        if (usage.isEmpty()) {
            return unseen();
        }
        if (usage.get().cores().isEmpty() && usage.get().hasQuota()) {
            return new LimitResult.Unknown("the CPU quota is in the cgroup files, which are not visible");
        }
        Optional<Double> share = state.cpuShare(usage.get());
        String of = usage.get().hasQuota() ? " of its quota" : " of all cores";
        return share.map(used -> lasting(
                        state.cpu,
                        used > limit,
                        "CPU " + HumanNumbers.share(used) + of + " (allowed " + ByteSizes.share(limit) + ")"))
                .orElseGet(() -> new LimitResult.Unknown("CPU usage needs a second reading"));
    }

    private LimitResult lasting(Stopwatch spell, boolean isBeyond, String figures) {
        Optional<Duration> since = spell.elapsed(isBeyond, now, gap);
        return since.isPresent() && since.get().compareTo(check.lasting()) >= 0
                ? new LimitResult.Beyond(Cause.OVER_LIMIT, figures + " for " + HumanDuration.of(since.get()))
                : LimitResult.WITHIN;
    }

    private LimitResult memoryFull(Duration horizon) {
        if (usage.isEmpty()) {
            return unseen();
        }
        OptionalLong used = usage.get().memory();
        OptionalLong most = usage.get().memoryLimit();
        if (used.isEmpty() || most.isEmpty()) {
            return new LimitResult.Unknown(
                    used.isEmpty() ? "memory is not visible" : "the container has no memory limit");
        }
        Optional<Trend> trend = state.memoryTrend(usage.get().at(), used.getAsLong());
        return trend.flatMap(line -> line.reaches((double) (most.getAsLong() - used.getAsLong()), horizon)
                        .<LimitResult>map(left -> new LimitResult.Beyond(
                                Cause.PREDICTED_FULL,
                                "memory " + HumanNumbers.size((double) used.getAsLong()) + " of "
                                        + HumanNumbers.size((double) most.getAsLong())
                                        + " grows by " + pace(line) + " and will be full in " + HumanDuration.of(left)
                                        + " (warning below " + HumanDuration.of(horizon) + ")")))
                .orElse(LimitResult.WITHIN);
    }

    private static String pace(Trend line) {
        return HumanNumbers.size(line.perHour()) + " an hour (R² " + Math.round(line.fit() * 100) / 100.0 + " over "
                + HumanDuration.of(line.span()) + ")";
    }

    private LimitResult engineRestarts(int limit) {
        state.engineRestarts.observe(now, container.engineRestartCount());
        long restarts = state.engineRestarts.grown(now);
        return restarts > limit
                ? new LimitResult.Beyond(
                        Cause.OVER_LIMIT,
                        "the engine restarted it " + restarts + " times within an hour (allowed " + limit + ")")
                : LimitResult.WITHIN;
    }

    private LimitResult logSize(LogTrack log, long limit) {
        OptionalLong size = log.size();
        if (size.isEmpty()) {
            return unseenLog();
        }
        return size.getAsLong() > limit
                ? new LimitResult.Beyond(
                        Cause.OVER_LIMIT,
                        "log " + HumanNumbers.size((double) size.getAsLong()) + " on disk (allowed "
                                + ByteSizes.size(limit) + ")" + hint())
                : LimitResult.WITHIN;
    }

    private LimitResult logGrowth(LogTrack log, long limit) {
        if (log.size().isEmpty()) {
            return unseenLog();
        }
        long grown = log.grown(now);
        return grown > limit
                ? new LimitResult.Beyond(
                        Cause.OVER_LIMIT,
                        "log grew by " + HumanNumbers.size((double) grown) + " within an hour (allowed "
                                + ByteSizes.size(limit) + ")")
                : LimitResult.WITHIN;
    }

    private LimitResult diskFull(LogTrack log, Duration horizon) {
        OptionalLong free = logs.free(container);
        if (log.size().isEmpty() || free.isEmpty()) {
            return unseenLog();
        }
        return logs.untilFull(container, log, horizon)
                .flatMap(left -> log.trend()
                        .<LimitResult>map(line -> new LimitResult.Beyond(
                                Cause.PREDICTED_FULL,
                                "log " + HumanNumbers.size((double) log.size().orElse(0)) + " grows by " + pace(line)
                                        + ", and its disk (" + HumanNumbers.size((double) free.getAsLong())
                                        + " free) will be full in "
                                        + HumanDuration.of(left) + " (warning below " + HumanDuration.of(horizon)
                                        + ")"
                                        + hint())))
                .orElse(LimitResult.WITHIN);
    }

    private String hint() {
        return LogBound.of(container.log()).isBounded()
                ? ""
                : "; recreate the container with " + LogRotation.RUN_OPTION;
    }

    private LimitResult unseen() {
        return new LimitResult.Unknown(whyUnseen);
    }

    private LimitResult unseenLog() {
        return new LimitResult.Unknown(
                container.log().path().isEmpty()
                        ? "the log size of driver " + container.log().driver() + " is not visible"
                        : "the log files are not visible: set the root of the host (docs/configuration.md)");
    }
}

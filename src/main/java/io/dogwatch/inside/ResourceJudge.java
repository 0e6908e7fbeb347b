package io.dogwatch.inside;

import io.dogwatch.target.Amounts;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.LogRotation;
import io.dogwatch.target.ResourceCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds one reading against the limits of one check. Does no input or output but by the log book.
 *
 * @param usage empty if it cannot be seen
 * @param whyUnseen for people, where it is empty
 * @param gap the longest time between two probes that is no break
 */
record ResourceJudge(
        ResourceCheck check,
        ContainerSnapshot container,
        Optional<Usage> usage,
        String whyUnseen,
        ResourceState state,
        LogBook logs,
        Instant now,
        Duration gap) {

    /** One finding for each limit that is set. */
    List<Finding> findings() {
        ResourceCheck.Limits limits = check.limits();
        List<Finding> findings = new ArrayList<>();
        limits.memory().ifPresent(limit -> findings.add(memory(limit)));
        limits.cpu().ifPresent(limit -> findings.add(cpu(limit)));
        limits.pids().ifPresent(limit -> findings.add(pids(limit)));
        limits.memoryFull().ifPresent(horizon -> findings.add(memoryFull(horizon)));
        limits.engineRestarts().ifPresent(limit -> findings.add(engineRestarts(limit)));
        if (limits.logSize().isPresent()
                || limits.logGrowth().isPresent()
                || limits.diskFull().isPresent()) {
            LogTrack log = logs.look(container);
            limits.logSize().ifPresent(limit -> findings.add(logSize(log, limit)));
            limits.logGrowth().ifPresent(limit -> findings.add(logGrowth(log, limit)));
            limits.diskFull().ifPresent(horizon -> findings.add(diskFull(log, horizon)));
        }
        return findings;
    }

    private Finding memory(double limit) {
        return usage.map(seen ->
                        part("memory", seen.memory(), seen.memoryLimit(), limit, state.memory, "no memory limit", true))
                .orElseGet(this::unseen);
    }

    private Finding pids(double limit) {
        return usage.map(seen -> part("pids", seen.pids(), seen.pidsLimit(), limit, state.pids, "no pids limit", false))
                .orElseGet(this::unseen);
    }

    private Finding part(
            String what,
            OptionalLong used,
            OptionalLong most,
            double limit,
            Spell spell,
            String without,
            boolean size) {
        if (used.isEmpty()) {
            return new Finding.Unknown(what + " is not visible");
        }
        if (most.isEmpty()) {
            return new Finding.Unknown("the container has " + without);
        }
        double share = (double) used.getAsLong() / most.getAsLong();
        String figures = size
                ? Figures.size((double) used.getAsLong()) + " of " + Figures.size((double) most.getAsLong())
                : used.getAsLong() + " of " + most.getAsLong();
        return lasting(
                spell,
                share > limit,
                what + " " + figures + " (" + Figures.share(share) + ", allowed " + Amounts.share(limit) + ")");
    }

    private Finding cpu(double limit) {
        if (usage.isEmpty()) {
            return unseen();
        }
        if (usage.get().cores().isEmpty() && usage.get().hasQuota()) {
            return new Finding.Unknown("the CPU quota is in the cgroup files, which are not visible");
        }
        Optional<Double> share = state.cpuShare(usage.get());
        String of = usage.get().hasQuota() ? " of its quota" : " of all cores";
        return share.map(used -> lasting(
                        state.cpu,
                        used > limit,
                        "CPU " + Figures.share(used) + of + " (allowed " + Amounts.share(limit) + ")"))
                .orElseGet(() -> new Finding.Unknown("CPU usage needs a second reading"));
    }

    private Finding lasting(Spell spell, boolean isBeyond, String figures) {
        Optional<Duration> since = spell.look(isBeyond, now, gap);
        return since.isPresent() && since.get().compareTo(check.lasting()) >= 0
                ? new Finding.Beyond(Cause.OVER_LIMIT, figures + " for " + Figures.time(since.get()))
                : Finding.WITHIN;
    }

    private Finding memoryFull(Duration horizon) {
        if (usage.isEmpty()) {
            return unseen();
        }
        OptionalLong used = usage.get().memory();
        OptionalLong most = usage.get().memoryLimit();
        if (used.isEmpty() || most.isEmpty()) {
            return new Finding.Unknown(used.isEmpty() ? "memory is not visible" : "the container has no memory limit");
        }
        Optional<Trend> trend = state.memoryTrend(usage.get().at(), used.getAsLong());
        return trend.flatMap(line -> line.reaches((double) (most.getAsLong() - used.getAsLong()), horizon)
                        .<Finding>map(left -> new Finding.Beyond(
                                Cause.PREDICTED_FULL,
                                "memory " + Figures.size((double) used.getAsLong()) + " of "
                                        + Figures.size((double) most.getAsLong())
                                        + " grows by " + pace(line) + " and will be full in " + Figures.time(left)
                                        + " (warning below " + Figures.time(horizon) + ")")))
                .orElse(Finding.WITHIN);
    }

    private static String pace(Trend line) {
        return Figures.size(line.perHour()) + " an hour (R² " + Math.round(line.fit() * 100) / 100.0 + " over "
                + Figures.time(line.span()) + ")";
    }

    private Finding engineRestarts(int limit) {
        state.engineRestarts.observe(now, container.engineRestartCount());
        long restarts = state.engineRestarts.grown(now);
        return restarts > limit
                ? new Finding.Beyond(
                        Cause.OVER_LIMIT,
                        "the engine restarted it " + restarts + " times within an hour (allowed " + limit + ")")
                : Finding.WITHIN;
    }

    private Finding logSize(LogTrack log, long limit) {
        OptionalLong size = log.size();
        if (size.isEmpty()) {
            return unseenLog();
        }
        return size.getAsLong() > limit
                ? new Finding.Beyond(
                        Cause.OVER_LIMIT,
                        "log " + Figures.size((double) size.getAsLong()) + " on disk (allowed " + Amounts.size(limit)
                                + ")" + hint())
                : Finding.WITHIN;
    }

    private Finding logGrowth(LogTrack log, long limit) {
        if (log.size().isEmpty()) {
            return unseenLog();
        }
        long grown = log.grown(now);
        return grown > limit
                ? new Finding.Beyond(
                        Cause.OVER_LIMIT,
                        "log grew by " + Figures.size((double) grown) + " within an hour (allowed "
                                + Amounts.size(limit) + ")")
                : Finding.WITHIN;
    }

    private Finding diskFull(LogTrack log, Duration horizon) {
        OptionalLong free = logs.free(container);
        if (log.size().isEmpty() || free.isEmpty()) {
            return unseenLog();
        }
        return logs.untilFull(container, log, horizon)
                .flatMap(left -> log.trend()
                        .<Finding>map(line -> new Finding.Beyond(
                                Cause.PREDICTED_FULL,
                                "log " + Figures.size((double) log.size().orElse(0)) + " grows by " + pace(line)
                                        + ", and its disk (" + Figures.size((double) free.getAsLong())
                                        + " free) will be full in "
                                        + Figures.time(left) + " (warning below " + Figures.time(horizon) + ")"
                                        + hint())))
                .orElse(Finding.WITHIN);
    }

    private String hint() {
        return LogBound.of(container.log()).isBounded()
                ? ""
                : "; recreate the container with " + LogRotation.RUN_OPTION;
    }

    private Finding unseen() {
        return new Finding.Unknown(whyUnseen);
    }

    private Finding unseenLog() {
        return new Finding.Unknown(
                container.log().path().isEmpty()
                        ? "the log size of driver " + container.log().driver() + " is not visible"
                        : "the log files are not visible: set the root of the host (docs/configuration.md)");
    }
}

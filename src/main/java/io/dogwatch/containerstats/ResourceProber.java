package io.dogwatch.containerstats;

import io.dogwatch.docker.EngineException;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.ResourceCheck.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries out resource checks, and remembers what they need. Safe for use by many threads. */
final class ResourceProber {

    private static final Duration KEPT_AT_LEAST = Duration.ofHours(2);
    private static final int MISSED_PROBES = 3;

    /** Where the figures of a container come from. */
    interface Source {
        /** @throws EngineException if it had to ask the engine, and in vain */
        Optional<Usage> usage(ContainerSnapshot container, Duration deadline);
    }

    private final Source source;
    private final LogSizes logs;
    private final InstantSource clock;
    private final ExpiringMap<ResourceState> states = new ExpiringMap<>();

    ResourceProber(Source source, LogSizes logs, InstantSource clock) {
        this.source = source;
        this.logs = logs;
        this.clock = clock;
    }

    Outcome probe(ResourceCheck check, ContainerSnapshot container) {
        Instant began = clock.instant();
        Optional<Usage> usage = Optional.empty();
        String why = "";
        if (needsUsage(check.limits())) {
            if (container.pid() <= 0) {
                why = "the container is not running";
            } else {
                try {
                    usage = source.usage(container, check.schedule().timeout());
                    why = "neither its cgroup files nor the engine's stats report its usage";
                } catch (EngineException e) {
                    why = "the engine's stats: " + e.getMessage();
                }
            }
        }
        Duration gap = check.schedule().interval().multipliedBy(MISSED_PROBES);
        Instant now = clock.instant();
        ResourceState state = states.take(
                container.id() + "/" + check.name(),
                now,
                gap.compareTo(KEPT_AT_LEAST) > 0 ? gap : KEPT_AT_LEAST,
                ResourceState::new);
        List<LimitResult> findings;
        synchronized (state) {
            state.meet(container);
            findings = new ResourceJudge(check, container, usage, why, state, logs, now, gap).findings();
        }
        return outcome(findings, Duration.between(began, now));
    }

    private static boolean needsUsage(Limits limits) {
        return limits.memory().isPresent()
                || limits.cpu().isPresent()
                || limits.pids().isPresent()
                || limits.memoryFull().isPresent();
    }

    /**
     * One exceeded limit is sufficient. An unknown limit does not override the known ones; otherwise an incident
     * could never close.
     */
    static Outcome outcome(List<LimitResult> findings, Duration took) {
        List<LimitResult.Beyond> beyond = findings.stream()
                .filter(LimitResult.Beyond.class::isInstance)
                .map(LimitResult.Beyond.class::cast)
                .toList();
        if (!beyond.isEmpty()) {
            return Outcome.unhealthy(
                    beyond.getFirst().cause(),
                    beyond.stream().map(LimitResult.Beyond::text).collect(Collectors.joining("; ")),
                    took);
        }
        List<String> unknown = findings.stream()
                .filter(LimitResult.Unknown.class::isInstance)
                .map(finding -> ((LimitResult.Unknown) finding).why())
                .distinct()
                .toList();
        return unknown.isEmpty() || findings.contains(LimitResult.WITHIN)
                ? Outcome.healthy(took)
                : Outcome.inconclusive(Cause.NOT_VISIBLE, String.join("; ", unknown));
    }
}

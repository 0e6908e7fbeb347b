package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.judge.TargetState;
import io.dogwatch.logs.LogStats;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Watch;
import io.dogwatch.probe.Attempt;
import io.dogwatch.probe.Certificate;
import io.dogwatch.probe.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshot of a target, for pages, API and metrics.
 *
 * @param lastProbes latest outcome of each probed or log check, by check name
 * @param log growth of the container's log, at most a minute old; empty before the first measurement
 * @param logRead statistics of its log checks; empty if it has none
 * @param availability accumulated uptime
 * @param at time of the snapshot, by the clock used for decisions
 */
public record TargetView(
        Watch watch,
        TargetState state,
        Map<String, LastProbe> lastProbes,
        Optional<LogGrowth> log,
        Optional<LogStats> logRead,
        Availability availability,
        Instant at) {

    /**
     * Latest outcome of a check.
     *
     * @param address the probed address, such as {@code 172.17.0.2:80}
     * @param phases duration of each phase that took place: resolve, connect, tls, first-byte, body
     * @param certificateValidUntil earliest expiry of the certificates shown by the server
     */
    public record LastProbe(
            Instant at,
            Outcome outcome,
            Optional<String> address,
            Map<String, Duration> phases,
            Optional<Instant> certificateValidUntil) {

        public LastProbe {
            phases = Map.copyOf(phases);
        }

        static LastProbe heard(Outcome outcome, Instant at) {
            return new LastProbe(at, outcome, Optional.empty(), Map.of(), Optional.empty());
        }

        static LastProbe of(Attempt attempt, Instant at) {
            Map<String, Duration> phases = new HashMap<>();
            Phases took = attempt.phases();
            phases.put("resolve", took.resolve());
            phases.put("connect", took.connect());
            phases.put("tls", took.tls());
            phases.put("first-byte", took.firstByte());
            phases.put("body", took.body());
            phases.values().removeIf(Duration::isZero);
            return new LastProbe(
                    at,
                    attempt.outcome(),
                    attempt.address(),
                    phases,
                    attempt.certificate().map(Certificate::validUntil));
        }
    }

    public TargetView {
        lastProbes = Map.copyOf(lastProbes);
    }
}

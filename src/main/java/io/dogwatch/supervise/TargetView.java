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
 * A target as pages, API and metrics see it, at one moment.
 *
 * @param lastProbes the newest outcome of each check that was probed or told by its log, by check name
 * @param log how its container's log stood when it was looked at, a minute ago at most; empty before the first look
 * @param logRead what its log checks have read so far; empty if it has none
 * @param availability for how long it has worked
 * @param at the moment, by the clock that decisions are made by
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
     * @param address where it was probed, such as {@code 172.17.0.2:80}
     * @param phases how long each part took that took place, by its name: resolve, connect, tls, first-byte, body
     * @param certificateValidUntil the end of the first certificate to expire of those the server has shown
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

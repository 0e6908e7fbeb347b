package io.dogwatch.judge;

import io.dogwatch.model.Check;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What operators may want, as stories need it. */
final class Watches {

    static final TargetId WEB = new TargetId("local", "web");

    private static final List<Check> ALWAYS = List.of(
            new Check.StateCheck("state", Thresholds.CERTAIN), new Check.HealthCheck("health", Thresholds.CERTAIN));

    private Watches() {}

    /** Without any probe; healed; no start phase. */
    static Watch bare() {
        return new Watch(WEB, ALWAYS, policy(5), false, "rule 1", List.of());
    }

    /** With an HTTP check {@code site}: three failures in a row, one success. */
    static Watch site() {
        return with(bare(), HttpCheck.ofPort("site", 80));
    }

    /** With {@code site}, a TCP check {@code door} and a log check {@code log}. */
    static Watch three() {
        Watch site = with(site(), TcpCheck.ofPort("door", 81));
        return with(site, new LogCheck("log", Thresholds.CERTAIN, List.of(), LogCheck.DEFAULT_CLEAR_AFTER));
    }

    static Watch with(Watch watch, Check check) {
        List<Check> checks = new java.util.ArrayList<>(watch.checks());
        checks.add(check);
        return new Watch(watch.target(), checks, watch.policy(), watch.required(), watch.source(), watch.faults());
    }

    static Watch with(Watch watch, Policy policy) {
        return new Watch(watch.target(), watch.checks(), policy, watch.required(), watch.source(), watch.faults());
    }

    /** The same with other thresholds for one of its checks. */
    static Watch thresholds(Watch watch, String check, Thresholds thresholds) {
        List<Check> checks = watch.checks().stream()
                .map(its -> its.name().equals(check) ? with(its, thresholds) : its)
                .toList();
        return new Watch(watch.target(), checks, watch.policy(), watch.required(), watch.source(), watch.faults());
    }

    /** The same, but this check is only told of. */
    static Watch warning(Watch watch, String check) {
        return watch.check(check)
                .map(Check::thresholds)
                .map(its -> new Thresholds(its.failure(), its.success(), its.window(), Severity.WARN))
                .map(its -> thresholds(watch, check, its))
                .orElse(watch);
    }

    private static Check with(Check check, Thresholds thresholds) {
        return switch (check) {
            case HttpCheck http -> http.with(http.terms().with(thresholds));
            case TcpCheck tcp -> tcp.with(tcp.terms().with(thresholds));
            case GrpcCheck grpc -> grpc.with(grpc.terms().with(thresholds));
            case ListenCheck listen -> listen.with(listen.terms().with(thresholds));
            case ExecCheck exec -> exec.with(exec.terms().with(thresholds));
            case ResourceCheck resource -> resource.with(resource.terms().with(thresholds));
            case LogCheck log -> log.with(thresholds);
            case Check.StateCheck state -> new Check.StateCheck(state.name(), thresholds);
            case Check.HealthCheck health -> new Check.HealthCheck(health.name(), thresholds);
        };
    }

    static Watch required(Watch watch) {
        return new Watch(watch.target(), watch.checks(), watch.policy(), true, watch.source(), watch.faults());
    }

    static Watch faulty(Watch watch) {
        return new Watch(
                watch.target(), watch.checks(), watch.policy(), watch.required(), watch.source(), List.of("no number"));
    }

    static Policy policy(int restarts) {
        return policy(Policy.Mode.HEAL, true, Duration.ZERO, restarts, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    /** Backoff 10 s doubling to 5 m without jitter, reset after 10 m. */
    static Policy policy(
            Policy.Mode mode, boolean announce, Duration startPeriod, int restarts, Duration window, Duration release) {
        return Policy.HEAL.toBuilder()
                .mode(mode)
                .announce(announce)
                .startPeriod(startPeriod)
                .backoff(
                        new Policy.Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(5), 0, Duration.ofMinutes(10)))
                .budget(new Policy.Budget(restarts, window, release))
                .giveUpAfter(100)
                .build();
    }

    static Policy startPeriod(Duration startPeriod) {
        return policy(Policy.Mode.HEAL, true, startPeriod, 5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    static Policy observe(boolean announce) {
        return policy(Policy.Mode.OBSERVE, announce, Duration.ZERO, 5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    static Policy restartDelay(Duration restartDelay) {
        return policy(5).toBuilder().restartDelay(restartDelay).build();
    }

    static Policy success(int code) {
        return policy(5).toBuilder().successExitCodes(Set.of(code)).build();
    }
}

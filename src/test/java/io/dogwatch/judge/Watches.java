package io.dogwatch.judge;

import io.dogwatch.target.Check;
import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.Policy;
import io.dogwatch.target.Schedule;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.TcpCheck;
import io.dogwatch.target.Thresholds;
import io.dogwatch.target.Watch;
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
        Watch site = with(site(), new TcpCheck("door", Thresholds.PROBED, Schedule.DEFAULT, 81, List.of()));
        return with(site, new LogCheck("log", Thresholds.CERTAIN, List.of(), LogCheck.DEFAULT_CLEAR_AFTER));
    }

    private static Watch with(Watch watch, Check check) {
        List<Check> checks = new java.util.ArrayList<>(watch.checks());
        checks.add(check);
        return new Watch(watch.target(), checks, watch.policy(), watch.required(), watch.source(), watch.faults());
    }

    static Watch with(Watch watch, Policy policy) {
        return new Watch(watch.target(), watch.checks(), policy, watch.required(), watch.source(), watch.faults());
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
                .futileAfter(100)
                .build();
    }

    static Policy startPeriod(Duration startPeriod) {
        return policy(Policy.Mode.HEAL, true, startPeriod, 5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    static Policy observe(boolean announce) {
        return policy(Policy.Mode.OBSERVE, announce, Duration.ZERO, 5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    static Policy actAfter(Duration actAfter) {
        return policy(5).toBuilder().actAfter(actAfter).build();
    }

    static Policy success(int code) {
        return policy(5).toBuilder().successExitCodes(Set.of(code)).build();
    }
}

package io.dogwatch.supervise;

import io.dogwatch.containerstats.ContainerInspector;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.EvidenceLimits;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.journal.History;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.TargetState;
import io.dogwatch.logs.LogStats;
import io.dogwatch.logs.LogWatcher;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import io.dogwatch.probe.Attempt;
import io.dogwatch.probe.PortRoutes;
import io.dogwatch.probe.Prober;
import io.dogwatch.remediation.Hooks;
import io.dogwatch.remediation.PreflightGate;
import io.dogwatch.remediation.RestartExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;

/**
 * One host under supervision, with a fake engine, a clock that the test moves and a real journal. Loops have threads of
 * their own, so a test waits until it is so.
 */
final class Premises implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final HandTimetable timetable = new HandTimetable(clock);
    final FakeEngine engine = new FakeEngine(clock);
    final SettableHolds holds = new SettableHolds();
    final Journal journal;
    final Supervisor supervisor;

    private final HostSupervisor host;
    private final Map<String, List<Dependency>> dependsOn = new ConcurrentHashMap<>();
    private final SupervisorLink link = new SupervisorLink();
    private volatile Policy policy =
            Policy.HEAL.toBuilder().startPeriod(Duration.ZERO).build();

    Premises(Path folder, BreakerPolicy breaker) {
        journal = SqlJournal.open(folder);
        EvidenceGatherer gatherer = new EvidenceGatherer(
                engine, new EvidenceLimits(Duration.ofSeconds(1), 4096, 10), new Redaction(List.of()), clock);
        RestartExecutor remedies = new RestartExecutor(
                engine,
                gatherer,
                journal::saveEvidence,
                link,
                new Hooks(new Redaction(List.of()), (target, intent, report) -> {}),
                4,
                clock);
        TargetServices rooms = new TargetServices(
                engine,
                journal,
                new NoProber(),
                new ContainerInspector(engine, Optional.empty(), clock),
                new NoLogs(),
                remedies,
                timetable,
                clock,
                new Semaphore(16),
                Meters.NONE,
                () -> {},
                holds,
                History.NONE);
        host = link.connect(new HostSupervisor(rooms, new Rules(), Map.of(), breaker, Duration.ofSeconds(30)));
        supervisor = new Supervisor(List.of(host));
    }

    Premises policy(Policy other) {
        policy = other;
        return this;
    }

    /** A container that runs already when Dogwatch starts. */
    Premises container(String name) {
        return container(name, "bridge", Map.of());
    }

    Premises container(String name, String networkMode, Map<String, String> labels) {
        engine.run(name, networkMode, labels);
        return this;
    }

    Premises needs(String child, Dependency... parents) {
        dependsOn.put(child, List.of(parents));
        return this;
    }

    Premises start() {
        supervisor.start();
        until(() -> supervisor.targets().size() == engine.list().size()
                && supervisor.targets().stream().allMatch(view -> view.state().engineReachable()));
        return this;
    }

    /** All containers are listed, as happens every so often. */
    void resync() {
        host.listed(engine.list(), false);
    }

    /** An outcome of a check arrives, as from a log marker. */
    void unhealthy(String name, String check) {
        Incarnation life =
                state(name).container().flatMap(ContainerSnapshot::incarnation).orElseThrow();
        host.judged(id(name), check, life, Outcome.unhealthy(Cause.TIMED_OUT, "no response", Duration.ZERO));
    }

    static TargetId id(String name) {
        return new TargetId(FakeEngine.HOST, name);
    }

    /** A log says this of a check, in that life. */
    void logSays(String name, Incarnation life, String check, Outcome outcome) {
        host.judged(id(name), check, life, outcome);
    }

    TargetState state(String name) {
        return supervisor.target(id(name)).orElseThrow().state();
    }

    PreflightGate gate() {
        return host.gate();
    }

    void until(Callable<Boolean> so) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(so);
    }

    @Override
    public void close() {
        supervisor.close();
        journal.close();
    }

    /** All is healed; nothing is probed. */
    private final class Rules implements WatchRules {
        @Override
        public Watch watch(String host, String id, String name, String image, Map<String, String> labels) {
            List<Check> checks = new ArrayList<>();
            checks.add(new Check.StateCheck("state", Thresholds.CERTAIN));
            checks.add(new Check.HealthCheck("health", Thresholds.CERTAIN));
            return new Watch(
                    new TargetId(host, name),
                    checks,
                    policy,
                    false,
                    "rule 1",
                    List.of(),
                    dependsOn.getOrDefault(name, List.of()),
                    Map.of());
        }

        @Override
        public List<Watch> requiredTargets(String host) {
            return List.of();
        }
    }

    private static final class NoProber implements Prober {
        @Override
        public Attempt probe(Check.Probed check, ContainerSnapshot container) {
            return new Attempt(Outcome.healthy(Duration.ZERO), Optional.empty());
        }

        @Override
        public PortRoutes ways(ContainerSnapshot container, int port) {
            return new PortRoutes(Optional.empty(), "", List.of());
        }

        @Override
        public void close() {}
    }

    private static final class NoLogs implements LogWatcher {
        @Override
        public void watch(TargetId target, ContainerSnapshot container, List<LogCheck> checks) {}

        @Override
        public Optional<LogStats> stats(TargetId target) {
            return Optional.empty();
        }

        @Override
        public void forget(TargetId target) {}

        @Override
        public void close() {}
    }
}

package io.dogwatch.web;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.containerstats.Listeners;
import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.containerstats.Usage;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.Streak;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.logs.LogStats;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import io.dogwatch.supervise.Availability;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Draws one target with few words; what a test does not say is that of a healthy web server. */
public final class TargetSketch {

    private static final LogStats READ =
            new LogStats(12_300, 1_400_000, 3, 1, 0, 0, 4096, Instant.parse("2026-11-24T06:12:00Z"), "json-file", "");

    private final TargetId id;
    private final Instant now;
    private Phase phase = Phase.HEALTHY;
    private Reason reason = Reason.ALL_CHECKS_PASS;
    private Duration inPhase = Duration.ofHours(5);
    private Optional<Failure> failure = Optional.empty();
    private Policy policy = Policy.HEAL;
    private String image = "nginx:1.27";
    private String command = "/docker-entrypoint.sh nginx -g 'daemon off;'";
    private ContainerStatus status = ContainerStatus.RUNNING;
    private int exitCode;
    private boolean exists = true;
    private boolean reachable = true;
    private final List<ContainerSnapshot.Port> ports = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>(List.of(
            new Check.StateCheck("state", Thresholds.CERTAIN), new Check.HealthCheck("health", Thresholds.CERTAIN)));
    private final Map<String, Streak> streaks = new HashMap<>();
    private final Map<String, TargetView.LastProbe> probes = new HashMap<>();
    private List<Instant> restarts = List.of();
    private Optional<Incident> incident = Optional.empty();
    private Optional<PersistentState.Quarantine> quarantine = Optional.empty();
    private List<String> faults = List.of();
    private Optional<LogGrowth> log = Optional.empty();
    private Map<String, String> labels = Map.of();
    private TargetContext around = TargetContext.PLAIN;

    public TargetSketch(String host, String name, Instant now) {
        this.id = new TargetId(host, name);
        this.now = now;
        log(12L << 20, 64L << 10, Duration.ofDays(300));
        streaks.put("state", new Streak(0, 40, false, Optional.empty(), Optional.empty(), ""));
    }

    public TargetSketch in(Phase phase, Reason reason, Duration since) {
        this.phase = phase;
        this.reason = reason;
        this.inPhase = since;
        return this;
    }

    public TargetSketch image(String image, String command) {
        this.image = image;
        this.command = command;
        return this;
    }

    public TargetSketch port(int inside, int published) {
        ports.add(new ContainerSnapshot.Port(inside, "tcp", published == 0 ? "" : "127.0.0.1", published));
        return this;
    }

    public TargetSketch status(ContainerStatus status, int exitCode) {
        this.status = status;
        this.exitCode = exitCode;
        return this;
    }

    public TargetSketch gone() {
        exists = false;
        return this;
    }

    public TargetSketch unreachable() {
        reachable = false;
        return this;
    }

    public TargetSketch observed() {
        policy = Policy.HEAL.found();
        return this;
    }

    public TargetSketch faults(String... faults) {
        this.faults = List.of(faults);
        return this;
    }

    public TargetSketch passes(String check, int port, Duration took) {
        checks.add(HttpCheck.ofPort(check, port));
        streaks.put(check, new Streak(0, 12, false, Optional.empty(), Optional.empty(), ""));
        return probed(check, port, Outcome.healthy(took));
    }

    public TargetSketch fails(String check, int port, int failures, Cause cause, String detail) {
        checks.add(HttpCheck.ofPort(check, port));
        boolean failing = failures >= 3;
        streaks.put(
                check, new Streak(failures, 0, failing, Optional.of(now.minusSeconds(25)), Optional.of(cause), detail));
        failure = Optional.of(new Failure(check, "http", cause, detail, failures, 3));
        return probed(check, port, Outcome.unhealthy(cause, detail, Duration.ofSeconds(3)));
    }

    public TargetSketch labels(Map<String, String> its) {
        labels = its;
        return this;
    }

    /** Of a Compose project. */
    public TargetSketch project(String project) {
        return labels(Map.of(ContainerSnapshot.PROJECT_LABEL, project, "team", project.equals("shop") ? "web" : "ops"));
    }

    /** Which needs this other container. */
    public TargetSketch needs(String parent, ResolvedDependency.Status standing) {
        around = new TargetContext(
                List.of(),
                false,
                List.of(new ResolvedDependency(
                        new TargetId(id.host(), parent), Dependency.Via.COMPOSE, standing, Optional.empty())),
                Optional.empty(),
                List.of());
        return this;
    }

    /** A failure of the container itself. */
    public TargetSketch broken(Cause cause, String detail) {
        failure = Optional.of(new Failure("state", "state", cause, detail, 1, 1));
        streaks.put("state", new Streak(1, 0, true, Optional.of(now), Optional.of(cause), detail));
        return this;
    }

    public TargetSketch inconclusive(String check, int port, Cause cause) {
        checks.add(HttpCheck.ofPort(check, port));
        return probed(check, port, Outcome.inconclusive(cause, "cannot be asked"));
    }

    public TargetSketch restarted(Duration... ago) {
        List<Instant> at = new ArrayList<>();
        for (Duration each : ago) {
            at.add(now.minus(each));
        }
        restarts = List.copyOf(at);
        return this;
    }

    public TargetSketch quarantinedFor(Duration time) {
        quarantine = Optional.of(
                new PersistentState.Quarantine(Reason.BUDGET_SPENT, now.minus(inPhase), now.plus(time), containerId()));
        return this;
    }

    /** With an open incident of this number. */
    public TargetSketch incident(int number) {
        return incident(number, inPhase);
    }

    /** @param openFor how long it has been open, if that is longer than the phase */
    TargetSketch incident(int number, Duration openFor) {
        Instant opened = now.minus(openFor);
        incident = Optional.of(new Incident(
                id.host() + "." + id.name().replaceAll("[^A-Za-z0-9_.-]", "_") + "." + number,
                id,
                image,
                "",
                "",
                opened.minusMillis(2100),
                opened,
                failure.orElseThrow(),
                Severity.CRITICAL,
                List.of(),
                restarts.size(),
                policy.mode() == Policy.Mode.HEAL,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    /** Whose unbounded log has this size and growth in bytes, and fills its disk then. */
    public TargetSketch log(long size, long growthPerHour, Duration untilFull) {
        log = Optional.of(new LogGrowth(
                id.name(),
                "json-file",
                Map.of(),
                OptionalLong.of(size),
                OptionalLong.empty(),
                OptionalLong.of(growthPerHour),
                Duration.ofHours(1),
                OptionalLong.of(growthPerHour),
                OptionalLong.of(30L << 30),
                Optional.of(untilFull),
                true));
        return this;
    }

    /** What is seen in its container, if these sockets listen in it. */
    public ContainerStats glimpse(Listeners listeners) {
        return new ContainerStats(
                container(),
                Optional.of(listeners),
                "",
                Optional.of(new Usage(
                        now,
                        OptionalLong.of(243L << 20),
                        OptionalLong.of(512L << 20),
                        OptionalLong.of(71_500_000_000L),
                        OptionalDouble.of(1.5),
                        true,
                        OptionalLong.of(12),
                        OptionalLong.empty())),
                "",
                Optional.of(0.031),
                log.orElseThrow());
    }

    /** The same where nothing can be seen. */
    public ContainerStats blind(String why) {
        return new ContainerStats(
                container(), Optional.empty(), why, Optional.empty(), why, Optional.empty(), log.orElseThrow());
    }

    public TargetView view() {
        PersistentState ledger = new PersistentState(
                3,
                Optional.empty(),
                restarts,
                List.of(),
                restarts.size(),
                restarts.isEmpty() ? Optional.empty() : Optional.of(restarts.getLast()),
                quarantine,
                Optional.empty(),
                incident,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        TargetState state = new TargetState(
                phase,
                reason,
                now.minus(inPhase),
                failure,
                Optional.empty(),
                exists ? Optional.of(container()) : Optional.empty(),
                reachable,
                false,
                Optional.empty(),
                now,
                true,
                streaks,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                around,
                ledger);
        return new TargetView(
                new Watch(id, checks, policy, !exists, "rule 1", faults),
                state,
                probes,
                exists ? log : Optional.empty(),
                exists ? Optional.of(READ) : Optional.empty(),
                new Availability(Duration.ofHours(3), Duration.ofHours(4)),
                now);
    }

    private TargetSketch probed(String check, int port, Outcome outcome) {
        probes.put(
                check,
                new TargetView.LastProbe(
                        now.minusSeconds(4),
                        outcome,
                        Optional.of("172.17.0.4:" + port),
                        Map.of("connect", Duration.ofMillis(1), "first-byte", Duration.ofMillis(3)),
                        Optional.of(Instant.parse("2026-12-01T00:00:00Z"))));
        return this;
    }

    private ContainerSnapshot container() {
        boolean ended = status == ContainerStatus.EXITED || status == ContainerStatus.DEAD;
        return new ContainerSnapshot(
                containerId(),
                id.name(),
                image,
                command,
                now.minus(Duration.ofDays(12)),
                status,
                Optional.of(now.minus(restarts.isEmpty() ? Duration.ofHours(5) : Duration.ofSeconds(40))),
                ended ? Optional.of(now.minus(inPhase)) : Optional.empty(),
                exitCode,
                exitCode == 137,
                ended ? 0 : 4711,
                ContainerSnapshot.Health.NONE,
                new ContainerSnapshot.RestartPolicy("unless-stopped", 0),
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                new ContainerSnapshot.Network("bridge", Map.of("bridge", "172.17.0.4"), ports),
                ContainerSnapshot.Log.DEFAULT,
                labels);
    }

    private String containerId() {
        return String.format("%08x", id.toString().hashCode()).repeat(8);
    }
}

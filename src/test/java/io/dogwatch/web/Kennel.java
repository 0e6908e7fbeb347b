package io.dogwatch.web;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.containerstats.Listener;
import io.dogwatch.containerstats.Listeners;
import io.dogwatch.docker.EngineVersion;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.ListenCheck.Protocol;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.AddressView;
import io.dogwatch.supervise.BreakerView;
import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.HostVitals;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twelve targets, each in another plight, with the history of what happened to them. */
public final class Kennel {

    private Kennel() {}

    public static FakeFleet fleet(Instant now) {
        FakeFleet fleet = new FakeFleet();
        fleet.hosts = List.of(connected("local", now));
        fleet.vitals = List.of(new HostVitals(
                "local", "closed", 0, Optional.of(now.minusSeconds(70)), Optional.of(now.minusSeconds(9)), 0));
        fleet.addresses = Map.of(
                new TargetId("local", "web"),
                List.of(new AddressView(
                        "site",
                        80,
                        Optional.of("172.17.0.4:80 (own address in network bridge)"),
                        "",
                        List.of(
                                "published port 127.0.0.1:8080: docker-proxy accepts connections there even if nothing listens"
                                        + " inside"))));
        fleet.glimpses = glimpses(now);
        fleet.outcomeHistories = KennelPast.trails(now);
        fleet.logs = Map.of(new TargetId("local", "web"), KennelPast.log(now));
        fleet.targets = List.of(
                new TargetSketch("local", "web", now)
                        .project("shop")
                        .port(80, 8080)
                        .port(443, 8443)
                        .fails("site", 80, 4, Cause.TIMED_OUT, "no response within 3 s")
                        .in(Phase.BACKING_OFF, Reason.BACKOFF, Duration.ofSeconds(22))
                        .restarted(Duration.ofMinutes(9), Duration.ofSeconds(10))
                        .incident(3)
                        .view(),
                new TargetSketch("local", "billing-worker", now)
                        .project("finance")
                        .image(
                                "registry.example.com:5000/finance/billing-worker:2026.11.3",
                                "java -jar /app/worker.jar --queue=invoices")
                        .fails("ready", 8081, 9, Cause.UNEXPECTED_STATUS, "500 (allowed: 200-399)")
                        .in(Phase.QUARANTINED, Reason.BUDGET_SPENT, Duration.ofMinutes(14))
                        .restarted(
                                Duration.ofMinutes(29),
                                Duration.ofMinutes(27),
                                Duration.ofMinutes(24),
                                Duration.ofMinutes(20),
                                Duration.ofMinutes(15))
                        .quarantinedFor(Duration.ofMinutes(46))
                        .incident(7)
                        .view(),
                new TargetSketch("local", "redis", now)
                        .project("shop")
                        .image("redis:7.4", "docker-entrypoint.sh redis-server")
                        .port(6379, 0)
                        .status(ContainerStatus.EXITED, 137)
                        .broken(Cause.OUT_OF_MEMORY, "killed for its memory limit, exit code 137")
                        .in(Phase.RESTARTING, Reason.RESTART_DECIDED, Duration.ofSeconds(1))
                        .incident(1)
                        .view(),
                new TargetSketch("local", "backup", now)
                        .gone()
                        .broken(Cause.MISSING, "")
                        .in(Phase.MISSING, Reason.MISSING, Duration.ofHours(2))
                        .incident(1)
                        .view(),
                new TargetSketch("local", "search", now)
                        .project("shop")
                        .image("opensearch:2.17", "./opensearch-docker-entrypoint.sh opensearch")
                        .port(9200, 9200)
                        .fails("cluster", 9200, 2, Cause.TOO_SLOW, "took 2.4 s (at most 1 s)")
                        .in(Phase.SUSPECT, Reason.BELOW_THRESHOLD, Duration.ofSeconds(19))
                        .view(),
                new TargetSketch("local", "api", now)
                        .project("shop")
                        .needs("redis", ResolvedDependency.Status.FAILING)
                        .image("example/api:4.2", "/usr/bin/api serve")
                        .port(8000, 8000)
                        .log(3_435_973_837L, 220_200_960, Duration.ofHours(124))
                        .passes("alive", 8000, Duration.ofMillis(12))
                        .in(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, Duration.ofMinutes(3))
                        .restarted(Duration.ofMinutes(4))
                        .view(),
                new TargetSketch("local", "mailer", now)
                        .project("shop")
                        .image("mailer:3", "/usr/sbin/smtpd -f")
                        .port(25, 2525)
                        .passes("smtp", 25, Duration.ofMillis(3))
                        .view(),
                new TargetSketch("local", "agent", now)
                        .project("shop")
                        .needs("web", ResolvedDependency.Status.FAILING)
                        .image("busybox:1.36", "sh -c 'while :; do wget -qO- http://web/; sleep 1; done'")
                        .inconclusive("door", 7, Cause.NO_ADDRESS)
                        .view(),
                new TargetSketch("local", "grafana", now)
                        .image("grafana/grafana:11.3", "/run.sh")
                        .port(3000, 3000)
                        .passes("ui", 3000, Duration.ofMillis(48))
                        .observed()
                        .faults("dogwatch.check.ui.http.prot: unknown key; the nearest known one is port")
                        .view(),
                new TargetSketch("local", "importer", now)
                        .project("finance")
                        .needs("billing-worker", ResolvedDependency.Status.FAILING)
                        .image("example/importer:9", "python -m importer")
                        .passes("up", 9000, Duration.ofMillis(7))
                        .in(Phase.STARTING, Reason.START_PHASE, Duration.ofSeconds(8))
                        .view(),
                new TargetSketch("local", "staging-db", now)
                        .image("postgres:17", "docker-entrypoint.sh postgres")
                        .port(5432, 5432)
                        .status(ContainerStatus.EXITED, 0)
                        .in(Phase.STOPPED, Reason.STOPPED_BY_PERSON, Duration.ofDays(3))
                        .view(),
                new TargetSketch("local", "old-wiki", now)
                        .image("wiki:1", "httpd-foreground")
                        .status(ContainerStatus.PAUSED, 0)
                        .observed()
                        .in(Phase.PAUSED, Reason.PAUSED_BY_PERSON, Duration.ofHours(30))
                        .view());
        return fleet;
    }

    private static Map<TargetId, ContainerStats> glimpses(Instant now) {
        TargetSketch web = new TargetSketch("local", "web", now)
                .port(80, 8080)
                .port(443, 8443)
                .port(9000, 0);
        List<Listener> sockets = List.of(
                new Listener(Protocol.TCP, "127.0.0.1", 443, Listener.Reach.LOOPBACK),
                new Listener(Protocol.TCP, "0.0.0.0", 9113, Listener.Reach.ALL),
                new Listener(Protocol.TCP, "::", 9113, Listener.Reach.ALL),
                new Listener(Protocol.TCP, "172.17.0.4", 9114, Listener.Reach.ADDRESS),
                new Listener(Protocol.UDP, "127.0.0.11", 38121, Listener.Reach.LOOPBACK));
        return Map.of(
                new TargetId("local", "web"),
                web.glimpse(new Listeners(sockets, Listeners.Whose.NAMESPACE, true)),
                new TargetId("local", "mailer"),
                new TargetSketch("local", "mailer", now)
                        .blind("the host's /proc is not visible: mount its / (-v /:/host:ro) and set root: /host"));
    }

    public static HostView connected(String host, Instant now) {
        return new HostView(
                host,
                "unix:///var/run/docker.sock",
                true,
                now.minus(Duration.ofDays(2)),
                "",
                Optional.of(new EngineVersion("20.10.24", "1.41")),
                new BreakerView("closed", Optional.empty(), "", List.of(), Optional.empty()),
                1,
                4812);
    }

    public static HostView lost(String host, Instant now) {
        return new HostView(
                host,
                "unix:///var/run/docker.sock",
                false,
                now.minus(Duration.ofMinutes(4)),
                "no such file or directory: is the Docker engine running?",
                Optional.empty(),
                new BreakerView(
                        "half-open",
                        Optional.of(now.minus(Duration.ofMinutes(1))),
                        "3 of 9 targets are failing together",
                        List.of(new TargetId(host, "db"), new TargetId(host, "web"), new TargetId(host, "shop")),
                        Optional.of(new TargetId(host, "db"))),
                2,
                4812);
    }

    public static FakeJournal journal(FakeFleet fleet, Instant now) {
        FakeJournal journal = new FakeJournal();
        for (TargetView view : fleet.targets()) {
            view.state().ledger().incident().ifPresent(journal.incidents::add);
        }
        Incident web = journal.incidents.stream()
                .filter(incident -> incident.target().name().equals("web"))
                .findFirst()
                .orElseThrow();
        Incident healed = earlier(web, now);
        journal.incidents.add(healed);
        story(journal, web, now);
        journal.evidence.add(new Evidence(
                now.minusSeconds(41),
                List.of(
                        new Evidence.Exhibit("log.txt", """
                                172.17.0.3 - - [24/Nov/2026:06:12:01 +0000] "GET / HTTP/1.0" 200 612
                                172.17.0.3 - - [24/Nov/2026:06:12:02 +0000] "GET / HTTP/1.0" 200 612
                                2026/11/24 06:12:03 [alert] 21#21: worker process 22 exited on signal 9 <script>alert(1)</script>
                                """, true),
                        new Evidence.Exhibit("processes.txt", "PID   COMMAND\n4711  nginx: master process\n", true),
                        new Evidence.Exhibit("stats.json", "the engine did not answer within 5 s", false))));
        journal.outbox.add(mail(
                web,
                1,
                Notice.Kind.OPENED,
                "waiting",
                2,
                now.minusSeconds(20),
                "connect to smtp.example.com:587: timed out after 3 s"));
        journal.outbox.add(mail(healed, 1, Notice.Kind.CLOSED, "sent", 1, now.minus(Duration.ofHours(7)), ""));
        journal.outbox.add(mail(healed, 0, Notice.Kind.OPENED, "sent", 1, now.minus(Duration.ofHours(7)), ""));
        journal.outbox.add(mail(
                web,
                0,
                Notice.Kind.OPENED,
                "dead",
                20,
                now.minus(Duration.ofDays(1)),
                "550 5.1.1 <ops@example.com>: Recipient address rejected"));
        return journal;
    }

    private static Incident earlier(Incident web, Instant now) {
        Instant began = now.minus(Duration.ofHours(7));
        Incident first = new Incident(
                "local.web.2",
                web.target(),
                web.image(),
                "",
                "",
                began,
                began.plusMillis(2050),
                web.failure(),
                Severity.CRITICAL,
                List.of(),
                1,
                true,
                false,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return first.closed(began.plusMillis(14_300), Reason.RECOVERED);
    }

    private static OutboxEntry mail(
            Incident incident,
            int sequence,
            Notice.Kind kind,
            String state,
            int attempts,
            Instant created,
            String error) {
        return new OutboxEntry(
                new Notice(kind, incident, sequence, "It is restarted now."),
                ReceiverRouting.MAIL,
                created,
                attempts,
                created.plusSeconds(60),
                state,
                Optional.empty(),
                error.isEmpty() ? Optional.empty() : Optional.of(error));
    }

    private static void story(FakeJournal journal, Incident web, Instant now) {
        TargetId id = web.target();
        Instant at = web.failingSince();
        journal.facts.add(new Fact(
                1,
                id,
                at,
                "phase",
                "healthy",
                "suspect",
                "below-threshold",
                "http site: no response within 3 s (1 of 3)",
                ""));
        journal.facts.add(new Fact(
                2,
                id,
                at.plusSeconds(2),
                "phase",
                "suspect",
                "failing",
                "check-failed",
                "http site: no response within 3 s (3 of 3)",
                ""));
        journal.facts.add(new Fact(3, id, at.plusSeconds(2), "incident-opened", "", "", "check-failed", "", web.id()));
        journal.facts.add(new Fact(
                4, id, at.plusSeconds(2), "restart-decided", "", "", "restart-decided", "attempt 1", web.id()));
        journal.facts.add(
                new Fact(5, id, at.plusSeconds(4), "restart-ended", "", "", "restarted", "took 1.2 s", web.id()));
        journal.facts.add(new Fact(
                6,
                id,
                now.minusSeconds(10),
                "phase",
                "restarting",
                "backing-off",
                "backoff",
                "next restart in 20 s",
                web.id()));
    }
}

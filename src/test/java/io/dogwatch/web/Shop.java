package io.dogwatch.web;

import io.dogwatch.journal.Fact;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.OutcomeHistoryView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small shop, one of whose containers is not helped by restarting: what the pictures of the README show. */
final class Shop {

    private static final List<String> BEATING = List.of("shop-db", "shop-api", "web", "redis", "mail", "grafana");

    private Shop() {}

    static FakeFleet fleet(Instant now) {
        FakeFleet fleet = new FakeFleet();
        fleet.hosts = List.of(Kennel.connected("local", now));
        fleet.vitals = Kennel.fleet(now).vitals;
        Map<TargetId, Map<String, OutcomeHistoryView>> trails = new HashMap<>();
        // Of those that are well, the past of a name that is not among the unlucky.
        BEATING.forEach(name -> trails.put(
                new TargetId("local", name),
                Map.of("site", KennelPast.trail(name.equals("web") ? name : name + "-1", now))));
        fleet.outcomeHistories = trails;
        fleet.targets = List.of(
                of("web", now)
                        .image("nginx:1.27", "/docker-entrypoint.sh nginx -g 'daemon off;'")
                        .port(80, 8080)
                        .fails("site", 80, 9, Cause.TIMED_OUT, "no response within 3 s")
                        .in(Phase.QUARANTINED, Reason.BUDGET_SPENT, Duration.ofMinutes(4))
                        .restarted(
                                Duration.ofMinutes(9),
                                Duration.ofMinutes(8),
                                Duration.ofMinutes(7),
                                Duration.ofMinutes(6),
                                Duration.ofMinutes(5))
                        .quarantinedFor(Duration.ofMinutes(56))
                        .incident(3, Duration.ofMinutes(9))
                        .view(),
                of("shop-api", now)
                        .image("example/shop-api:4.2", "/usr/bin/api serve")
                        .port(8000, 8000)
                        .passes("site", 8000, Duration.ofMillis(12))
                        .view(),
                of("shop-db", now)
                        .image("postgres:17", "docker-entrypoint.sh postgres")
                        .port(5432, 5432)
                        .passes("site", 5432, Duration.ofMillis(2))
                        .view(),
                of("redis", now)
                        .image("redis:7.4", "docker-entrypoint.sh redis-server")
                        .port(6379, 0)
                        .passes("site", 6379, Duration.ofMillis(1))
                        .in(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, Duration.ofHours(3))
                        .restarted(Duration.ofHours(3))
                        .view(),
                of("mail", now)
                        .image("mailserver:14", "/usr/sbin/postfix start-fg")
                        .port(25, 2525)
                        .passes("site", 25, Duration.ofMillis(3))
                        .view(),
                of("grafana", now)
                        .image("grafana/grafana:11.3", "/run.sh")
                        .port(3000, 3000)
                        .passes("site", 3000, Duration.ofMillis(48))
                        .observed()
                        .view());
        return fleet;
    }

    private static TargetSketch of(String name, Instant now) {
        return new TargetSketch("local", name, now).project("shop").log(12L << 20, 0, Duration.ofDays(3000));
    }

    static FakeJournal journal(FakeFleet fleet, Instant now) {
        FakeJournal journal = new FakeJournal();
        Incident incident = fleet.targets().stream()
                .flatMap(view -> view.state().ledger().incident().stream())
                .findFirst()
                .orElseThrow();
        journal.incidents.add(incident);
        Instant began = now.minus(Duration.ofMinutes(9)).minusSeconds(20);
        tell(
                journal,
                incident,
                1,
                began,
                "phase",
                "healthy",
                "suspect",
                "below-threshold",
                "no response within 3 s (1 of 3)");
        tell(
                journal,
                incident,
                2,
                began.plusSeconds(20),
                "phase",
                "suspect",
                "failing",
                "check-failed",
                "no response within 3 s (3 of 3)");
        tell(journal, incident, 3, began.plusSeconds(20), "incident-opened", "", "", "check-failed", "");
        for (long attempt = 1; attempt <= 5; attempt++) {
            Instant at = now.minus(Duration.ofMinutes(10 - attempt));
            String why = attempt == 1 ? "restart-decided" : "not-recovered";
            tell(journal, incident, 2 + 2 * attempt, at, "restart-decided", "", "", why, "attempt " + attempt);
            tell(
                    journal,
                    incident,
                    3 + 2 * attempt,
                    at.plusSeconds(2),
                    "restart-ended",
                    "",
                    "",
                    "restarted",
                    "took 1.2 s");
        }
        Instant end = now.minus(Duration.ofMinutes(4));
        tell(journal, incident, 14, end, "phase", "failing", "quarantined", "budget-spent", "restarting does not help");
        journal.evidence.add(new Evidence(
                began.plusSeconds(20),
                List.of(
                        new Evidence.Exhibit("log.txt", """
                        172.18.0.5 - - "GET / HTTP/1.1" 200 612
                        172.18.0.5 - - "GET / HTTP/1.1" 200 612
                        [alert] 1#1: worker process 22 exited on signal 9
                        [emerg] 1#1: open() "/data/cache" failed (28: No space left on device)
                        """, true),
                        new Evidence.Exhibit("processes.txt", "PID   COMMAND\n1     nginx: master process\n", true))));
        return journal;
    }

    private static void tell(
            FakeJournal journal,
            Incident incident,
            long id,
            Instant at,
            String kind,
            String from,
            String to,
            String reason,
            String detail) {
        journal.facts.add(new Fact(id, incident.target(), at, kind, from, to, reason, detail, incident.id()));
    }
}

package io.dogwatch.metrics;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.supervise.Meters;
import io.dogwatch.target.Incarnation;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Scrapes for tests, without a server. */
final class Scrapes {

    private Scrapes() {}

    static String text(Exposition exposition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exposition.write(out, MetricsServlet.TEXT);
        return out.toString(StandardCharsets.UTF_8);
    }

    static long bytes(Exposition exposition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 21);
        exposition.write(out, MetricsServlet.TEXT);
        return out.size();
    }

    /** A scrape in which everything that can be exported has happened at least once. */
    static String ofEverything() {
        Instant now = Instant.parse("2026-11-24T06:12:30Z");
        FakeFleet fleet = Kennel.fleet(now);
        try (Exposition exposition = new Exposition("1.2.3", InstantSource.fixed(now))) {
            exposition.show(fleet);
            exposition.showOutbox(() -> new OutboxCollector.Depth(0, 0, Optional.empty()));
            TargetId web = new TargetId("local", "web");
            Incident incident = Kennel.journal(fleet, now).incidents.getFirst();
            Meters meters = exposition.meters();
            meters.probed("http", Duration.ZERO, Outcome.healthy(Duration.ofMillis(3)));
            meters.probeSkipped("http");
            meters.incidentOpened(incident);
            meters.restartDecided(
                    web,
                    new Intent("i", incident.id(), new Incarnation("c", now), Action.RESTART, 1, now, ""),
                    Optional.of(incident));
            meters.restartEnded(web, new RemedyResult.Restarted(new Incarnation("c", now)), Duration.ofSeconds(1));
            meters.incidentClosed(incident.closed(now, Reason.RECOVERED));
            meters.evidenceSaved(Duration.ofSeconds(1), true);
            meters.noticeSent(Notice.Kind.OPENED, Duration.ofSeconds(1));
            meters.noticeFailed(Notice.Kind.OPENED);
            meters.noticeParked(Notice.Kind.OPENED);
            meters.engineCallFailed("local", "unreachable");
            return text(exposition);
        }
    }

    /** The metrics of a scrape with their types. */
    static Map<String, String> types(String scrape) {
        Map<String, String> types = new TreeMap<>();
        scrape.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" "))
                .forEach(words -> types.put(words[2], words[3]));
        return types;
    }
}

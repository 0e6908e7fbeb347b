package io.dogwatch.metrics;

import io.dogwatch.journal.StoreSpace;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Meters;
import io.dogwatch.supervise.QuartzTaskScheduler;
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
public final class Scrapes {

    private Scrapes() {}

    static String text(Exposition exposition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exposition.write(out, ScrapeFormat.TEXT.type());
        return out.toString(StandardCharsets.UTF_8);
    }

    static String openMetrics(Exposition exposition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exposition.write(out, ScrapeFormat.OPEN_METRICS.type());
        return out.toString(StandardCharsets.UTF_8);
    }

    static long bytes(Exposition exposition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 21);
        exposition.write(out, ScrapeFormat.TEXT.type());
        return out.size();
    }

    /** A scrape in which everything that can be exported has happened at least once. */
    public static String ofEverything() {
        Instant now = Instant.parse("2026-11-24T06:12:30Z");
        FakeFleet fleet = Kennel.fleet(now);
        try (Exposition exposition = new Exposition("1.2.3", InstantSource.fixed(now))) {
            exposition.show(fleet);
            exposition.showOutbox(() -> new OutboxCollector.Depth(0, 0, Optional.empty(), 0));
            exposition.showHouse(() -> house(now));
            exposition.showHttp(() -> new HttpView(Map.of("2xx", 5L), 1, 2, 3, 50, 0));
            exposition.configurationRead(now);
            TargetId web = new TargetId("local", "web");
            Incident incident = Kennel.journal(fleet, now).incidents.getFirst();
            Meters meters = exposition.meters();
            meters.probed("http", Duration.ZERO, Outcome.healthy(Duration.ofMillis(3)));
            meters.probeSkipped("http");
            meters.incidentOpened(incident);
            Intent intent = new Intent("i", incident.id(), new Incarnation("c", now), Action.RESTART, 1, now, "");
            meters.restartDecided(web, intent, Optional.of(incident));
            meters.restartEnded(
                    web,
                    intent,
                    Optional.of(incident),
                    new ActionResult.Restarted(new Incarnation("c", now)),
                    Duration.ofSeconds(1));
            meters.incidentClosed(incident.closed(now, Reason.RECOVERED));
            meters.evidenceSaved(Duration.ofSeconds(1), true);
            meters.notificationSent(Notice.Kind.OPENED, Duration.ofSeconds(1));
            meters.notificationFailed(Notice.Kind.OPENED);
            meters.notificationDead(Notice.Kind.OPENED);
            meters.engineAnswered("local", "ping", Duration.ofMillis(1));
            meters.engineCallFailed("local", "ping", Duration.ofSeconds(3), "unreachable");
            return text(exposition);
        }
    }

    /** A service that has been up for a while. */
    static ServiceView house(Instant now) {
        return new ServiceView(
                3,
                256,
                false,
                Optional.of(now.minusSeconds(40)),
                Optional.of(new StoreSpace(1 << 20, 30L << 30)),
                new QuartzTaskScheduler.Stats(9000, 2, 1, 256, Optional.of(now)));
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

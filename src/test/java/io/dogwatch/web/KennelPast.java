package io.dogwatch.web;

import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.report.CheckBand;
import io.dogwatch.report.UptimeSlice;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.web.page.ChartHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What went on in the kennel before: the same for the same moment. */
public record KennelPast(Instant now) implements ChartHistory {

    private static final Map<String, String> CHECKS = Map.of(
            "web", "site",
            "billing-worker", "ready",
            "search", "cluster",
            "api", "alive",
            "mailer", "smtp",
            "grafana", "ui",
            "importer", "up");

    private static final List<String> UNLUCKY = List.of("web", "billing-worker", "redis", "search");

    static Map<TargetId, Map<String, OutcomeHistoryView>> trails(Instant now) {
        Map<TargetId, Map<String, OutcomeHistoryView>> trails = new HashMap<>();
        CHECKS.forEach((name, check) -> trails.put(new TargetId("local", name), Map.of(check, trail(name, now))));
        return trails;
    }

    static List<MarkedLine> log(Instant now) {
        List<MarkedLine> lines = new ArrayList<>();
        for (int i = 30; i > 0; i--) {
            LogLine line = new LogLine(
                    now.minusSeconds(60 + i),
                    LogLine.Source.STDOUT,
                    "172.17.0.3 - - [24/Nov/2026:06:12:" + (10 + i) + " +0000] \"GET / HTTP/1.0\" 200 612");
            lines.add(new MarkedLine(
                    line,
                    i % 6 == 0
                            ? List.of(new MarkedLine.Mark("requests", "heartbeat", "\"GET / HTTP/1.0\" 200"))
                            : List.of()));
        }
        lines.add(new MarkedLine(
                new LogLine(
                        now.minusSeconds(50),
                        LogLine.Source.STDERR,
                        "[alert] 21#21: worker process 22 exited on signal 9 <script>alert(1)</script>\u001B[31m\u202E"),
                List.of(new MarkedLine.Mark("errors", "failure", "\\[alert\\]"))));
        return lines;
    }

    static OutcomeHistoryView trail(String name, Instant now) {
        Random random = new Random(name.hashCode());
        double usual = 0.002 + random.nextInt(40) / 1000.0;
        List<OutcomeHistoryView.Step> steps = new ArrayList<>();
        for (int i = 39; i >= 0; i--) {
            boolean bad = UNLUCKY.contains(name) && i < 4;
            double took = bad ? 3 : usual * (0.8 + random.nextDouble() / 2) + (random.nextInt(12) == 0 ? usual : 0);
            steps.add(new OutcomeHistoryView.Step(
                    now.minusSeconds(10L * i + 4),
                    bad ? OutcomeHistoryView.Kind.UNHEALTHY : OutcomeHistoryView.Kind.HEALTHY,
                    took));
        }
        List<OutcomeHistoryView.HalfHour> day = new ArrayList<>();
        for (int i = 47; i >= 0; i--) {
            double mean = usual * (1 + 0.4 * Math.sin(i / 7.0) + random.nextDouble() / 5);
            day.add(new OutcomeHistoryView.HalfHour(
                    now.minus(Duration.ofMinutes(30L * i)), mean, mean * (1.5 + random.nextDouble()), i == 14 ? 3 : 0));
        }
        return new OutcomeHistoryView(steps, day);
    }

    @Override
    public UptimeSlice day(TargetId target) {
        return stretch(target, 24, Duration.ofHours(1));
    }

    @Override
    public UptimeSlice month(TargetId target) {
        return stretch(target, 30, Duration.ofDays(1));
    }

    private UptimeSlice stretch(TargetId target, int parts, Duration each) {
        Random random = new Random(target.name().hashCode() + parts);
        boolean unlucky = UNLUCKY.contains(target.name());
        List<UptimeSlice.Slot> slots = new ArrayList<>();
        double watched = 0;
        double down = 0;
        for (int i = parts; i > 0; i--) {
            double its = i > 22 && target.name().startsWith("i") ? 0 : 1;
            double bad = its > 0 && ((unlucky && (i == 1 || random.nextInt(9) == 0)) || random.nextInt(60) == 0)
                    ? random.nextDouble() / 3
                    : 0;
            slots.add(new UptimeSlice.Slot(now.minus(each.multipliedBy(i)), its, bad));
            watched += its;
            down += bad;
        }
        return new UptimeSlice(Optional.of(1 - down / Math.max(1, watched)), slots);
    }

    @Override
    public Map<String, List<CheckBand>> bands(TargetId target, Duration last) {
        String check = CHECKS.get(target.name());
        Instant from = now.minus(last);
        Map<String, List<CheckBand>> bands = new HashMap<>();
        bands.put("state", List.of(new CheckBand(from, now, "healthy")));
        if (check != null) {
            Instant broke = now.minus(Duration.ofMinutes(9));
            bands.put(
                    check,
                    List.of(
                            new CheckBand(from, from.plus(Duration.ofHours(7)), "healthy"),
                            new CheckBand(
                                    from.plus(Duration.ofHours(7)), from.plus(Duration.ofMinutes(440)), "unhealthy"),
                            new CheckBand(
                                    from.plus(Duration.ofMinutes(440)),
                                    from.plus(Duration.ofMinutes(460)),
                                    "inconclusive"),
                            new CheckBand(from.plus(Duration.ofMinutes(460)), broke, "healthy"),
                            new CheckBand(broke, now, UNLUCKY.contains(target.name()) ? "unhealthy" : "healthy")));
        }
        return bands;
    }
}

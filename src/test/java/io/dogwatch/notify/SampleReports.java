package io.dogwatch.notify;

import io.dogwatch.model.TargetId;
import io.dogwatch.report.Period;
import io.dogwatch.report.Report;
import io.dogwatch.report.Report.Figures;
import io.dogwatch.report.Report.Repair;
import io.dogwatch.report.Report.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A week in which some things went wrong. */
final class SampleReports {

    private static final Instant UNTIL = Instant.parse("2026-11-23T07:00:00Z");

    private SampleReports() {}

    static Report weekly() {
        List<Report.Target> targets = new ArrayList<>(List.of(
                new Report.Target(id("shop-web-1"), 0.98112, Optional.of(0.9999), Duration.ofMinutes(190), 9, 9),
                new Report.Target(
                        id("payment-gateway-with-a-very-long-name-indeed-1"),
                        0.99711,
                        Optional.empty(),
                        Duration.ofMinutes(29),
                        2,
                        1),
                new Report.Target(
                        new TargetId("paris", "db"), 0.9999999, Optional.of(1.0), Duration.ofMillis(400), 1, 0)));
        for (int i = 0; i < 38; i++) {
            targets.add(new Report.Target(id("worker-" + i), 1, Optional.of(1.0), Duration.ZERO, 0, 0));
        }
        return new Report(
                "weekly",
                new Period(UNTIL.minus(Duration.ofDays(7)), UNTIL),
                ZoneId.of("Europe/Berlin"),
                Optional.of(UNTIL.minus(Duration.ofDays(6))),
                new Figures(
                        41,
                        Optional.of(0.99954),
                        12,
                        11,
                        Optional.of(Duration.ofSeconds(21)),
                        Optional.of(Duration.ofSeconds(820)),
                        10,
                        3,
                        4,
                        0),
                Optional.of(new Figures(
                        40,
                        Optional.of(1.0),
                        1,
                        0,
                        Optional.of(Duration.ofMillis(9400)),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        0)),
                targets,
                List.of(new Repair(id("shop-web-1"), 5, 9)),
                new Standing(
                        List.of(id("shop-mailer-1")),
                        List.of(new Report.OpenLog(id("cache"), "takes 3.2GiB, grows by 210MiB an hour")),
                        6,
                        List.of(new Report.Open(
                                id("shop-mailer-1"),
                                "http site: 500 (allowed: 200-399) (9 in a row)",
                                UNTIL.minusSeconds(7200)))));
    }

    private static TargetId id(String name) {
        return new TargetId("local", name);
    }
}

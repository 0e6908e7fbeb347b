package io.dogwatch.notify;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.report.Report;
import io.dogwatch.report.Report.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Variables of the report templates. All texts are single lines without control characters. */
final class ReportText {

    /** Maximum number of listed entries; the page shows all. */
    private static final int LISTED = 20;

    private static final String NOTHING = "–";
    private static final double ALWAYS = 0.999995;

    private final Report report;
    private final DateTimeFormatter times;

    ReportText(Report report) {
        this.report = report;
        this.times = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm z", Locale.ENGLISH)
                .withZone(report.zone());
    }

    String subject() {
        return PlainText.line(
                "[dogwatch] report" + (report.name().isEmpty() ? "" : " " + report.name()) + ": " + headline(), 180);
    }

    /**
     * @param link may be empty
     * @param bound the options that limit a log
     */
    Map<String, Object> model(String link, String bound) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", report.name());
        model.put(
                "word",
                report.name().isEmpty() ? "REPORT" : "REPORT " + report.name().toUpperCase(Locale.ROOT));
        model.put("mood", mood());
        model.put("headline", headline());
        model.put(
                "period",
                time(report.period().from()) + " to " + time(report.period().until()));
        model.put(
                "since",
                report.knownSince()
                        .map(at -> "Data for this period is available only since " + time(at) + ".")
                        .orElse(report.figures().targets() == 0 ? "No container was watched in this period." : ""));
        model.put(
                "repairs",
                report.repairs().stream()
                        .limit(LISTED)
                        .map(one -> Map.of(
                                "name",
                                name(one.id()),
                                "sentence",
                                "was restarted " + one.restarts() + " times on " + one.days()
                                        + " of the last 7 days. Restarts do not fix it."))
                        .toList());
        model.put(
                "quarantined",
                report.now().quarantined().stream().map(ReportText::name).toList());
        model.put(
                "open",
                report.now().open().stream()
                        .limit(LISTED)
                        .map(one -> Map.of(
                                "name",
                                name(one.id()),
                                "failure",
                                PlainText.line(one.failure(), 300),
                                "since",
                                time(one.since())))
                        .toList());
        model.put("figures", figures());
        List<Report.Target> listed = report.targets().stream()
                .filter(ReportText::isWorthListing)
                .limit(LISTED)
                .toList();
        model.put("targets", listed.stream().map(ReportText::target).toList());
        model.put("others", others(listed.size()));
        model.put(
                "logs",
                report.now().unboundedLogs().stream()
                        .limit(LISTED)
                        .map(one -> Map.of("name", name(one.id()), "summary", PlainText.line(one.standing(), 200)))
                        .toList());
        model.put("moreLogs", moreLogs());
        model.put("bound", bound);
        model.put("link", link);
        model.put("signature", report.name().isEmpty() ? "report" : "report " + report.name());
        return model;
    }

    private String headline() {
        Figures figures = report.figures();
        List<String> parts = new ArrayList<>();
        parts.add(figures.availability()
                .map(share -> percent(share) + " available")
                .orElse("no containers watched"));
        parts.add(count(figures.incidents(), "incident"));
        if (!report.repairs().isEmpty()) {
            parts.add(report.repairs().size() + " to fix");
        }
        if (!report.now().quarantined().isEmpty()) {
            parts.add(report.now().quarantined().size() + " quarantined");
        }
        return String.join(", ", parts);
    }

    private String mood() {
        boolean needsSomebody =
                !report.repairs().isEmpty() || !report.now().quarantined().isEmpty();
        return needsSomebody ? "bad" : report.figures().incidents() == 0 ? "good" : "neutral";
    }

    private List<Map<String, String>> figures() {
        Figures now = report.figures();
        Optional<Figures> before = report.before();
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(row("containers watched", now, before, one -> Integer.toString(one.targets())));
        rows.add(row(
                "available",
                now,
                before,
                one -> one.availability().map(ReportText::percent).orElse(NOTHING)));
        rows.add(row("incidents", now, before, one -> Integer.toString(one.incidents())));
        rows.add(row("critical incidents", now, before, one -> Integer.toString(one.critical())));
        rows.add(row("mean time to detect", now, before, one -> duration(one.toDetect())));
        rows.add(row("mean time to recover", now, before, one -> duration(one.toRecover())));
        rows.add(row("restarts by Dogwatch", now, before, one -> Integer.toString(one.restarts())));
        rows.add(row("muted by maintenance or silence", now, before, one -> Integer.toString(one.muted())));
        rows.add(row("notifications delayed", now, before, one -> Integer.toString(one.heldNotices())));
        rows.add(row("messages permanently failed", now, before, one -> Integer.toString(one.deadMessages())));
        return rows;
    }

    private interface Value {
        String of(Figures figures);
    }

    private static Map<String, String> row(String label, Figures now, Optional<Figures> before, Value value) {
        return Map.of(
                "label",
                label,
                "value",
                value.of(now),
                "before",
                before.map(value::of).orElse(NOTHING));
    }

    private static boolean isWorthListing(Report.Target target) {
        return target.availability() < ALWAYS || target.incidents() > 0 || target.restarts() > 0;
    }

    private static Map<String, String> target(Report.Target target) {
        List<String> details = new ArrayList<>();
        if (!target.down().isZero()) {
            details.add("down for " + HumanDuration.of(target.down()));
        }
        if (target.incidents() > 0) {
            details.add(count(target.incidents(), "incident"));
        }
        if (target.restarts() > 0) {
            details.add(count(target.restarts(), "restart"));
        }
        details.add(target.before().map(share -> percent(share) + " before").orElse("not watched before"));
        return Map.of(
                "name", name(target.id()),
                "availability", percent(target.availability()),
                "details", String.join(", ", details));
    }

    private String others(int listed) {
        long troubled =
                report.targets().stream().filter(ReportText::isWorthListing).count();
        long healthy = report.targets().size() - troubled;
        String more = troubled > listed ? troubled - listed + " more were partly unavailable. " : "";
        String good = healthy == 0
                ? ""
                : listed == 0 && troubled == 0
                        ? healthy == 1
                                ? "The only watched container was always available."
                                : "All " + healthy + " were always available."
                        : healthy == 1
                                ? "The other one was always available."
                                : "The other " + healthy + " were always available.";
        return (more + good).strip();
    }

    private String moreLogs() {
        int more = report.now().moreUnboundedLogs()
                + Math.max(0, report.now().unboundedLogs().size() - LISTED);
        return more == 0 ? "" : count(more, "more container") + " with a small log and no size limit.";
    }

    private String time(Instant at) {
        return times.format(at);
    }

    private static String name(TargetId target) {
        return PlainText.line(target.host().equals("local") ? target.name() : target.toString(), 120);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String duration(Optional<Duration> duration) {
        return duration.map(HumanDuration::of).orElse(NOTHING);
    }

    /** Formats a ratio, rounded down: never 100% after any downtime. */
    static String percent(double share) {
        if (share >= 1) {
            return "100%";
        }
        return String.format(Locale.ROOT, "%.3f%%", Math.floor(share * 100_000) / 1000);
    }
}

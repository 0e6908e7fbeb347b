package io.dogwatch.report;

import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.PastRecords.Restarted;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.report.Report.Figures;
import io.dogwatch.report.Report.Repair;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a report of records. Pure: the same records, the same report. */
final class ReportBuilder {

    /** So many days of the last seven with a restart, and it should be repaired: less may be chance. */
    static final int REPAIR_DAYS = 3;

    static final Duration REPAIR_WITHIN = Duration.ofDays(7);

    /** The journal begins to know a target a moment after it began to know of it. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final PastRecords records;
    private final Map<TargetId, Phase> phases;

    /** @param phases of the currently watched targets */
    ReportBuilder(PastRecords records, Map<TargetId, Phase> phases) {
        this.records = records;
        this.phases = Map.copyOf(phases);
    }

    /** How far back records have to reach. */
    static Instant reach(Period period, Period before) {
        Instant week = period.until().minus(REPAIR_WITHIN);
        return before.from().isBefore(week) ? before.from() : week;
    }

    Report report(String name, Period period, Period before, ZoneId zone, Report.Standing now) {
        Map<TargetId, TargetUptime> courses = TargetUptime.all(records, period, phases);
        Map<TargetId, TargetUptime> earlier = TargetUptime.all(records, before, phases);
        Optional<Instant> oldest = records.oldestSeen();
        return new Report(
                name,
                period,
                zone,
                oldest.filter(since -> since.isAfter(period.from().plus(SLACK))),
                figures(period, courses),
                oldest.filter(since -> since.isBefore(before.until().minus(SLACK)))
                        .map(since -> figures(before, earlier)),
                targets(period, courses, earlier),
                repairs(period, zone),
                now);
    }

    private Figures figures(Period period, Map<TargetId, TargetUptime> courses) {
        List<Incident> opened = records.incidents().stream()
                .filter(one -> period.holds(one.openedAt()))
                .toList();
        Duration watched = sum(courses.values(), course -> course.watched().length());
        Duration down = sum(courses.values(), course -> course.down().length());
        return new Figures(
                (int) courses.values().stream()
                        .filter(course -> course.availability().isPresent())
                        .count(),
                watched.isZero()
                        ? Optional.empty()
                        : Optional.of(1 - (double) down.toMillis() / Math.max(1, watched.toMillis())),
                opened.size(),
                (int) opened.stream()
                        .filter(one -> one.severity() == Severity.CRITICAL)
                        .count(),
                mean(opened.stream()
                        .map(one -> Duration.between(one.failingSince(), one.openedAt()))
                        .toList()),
                mean(records.incidents().stream()
                        .flatMap(one -> one.closedAt().filter(period::holds).stream()
                                .map(at -> Duration.between(one.failingSince(), at)))
                        .toList()),
                (int) records.restarts().stream()
                        .filter(one -> period.holds(one.at()))
                        .count(),
                (int) opened.stream().filter(one -> isMuted(one, courses)).count(),
                (int) records.heldNotices().stream()
                        .filter(one -> period.holds(one.at()))
                        .count(),
                (int) records.deadNotices().stream()
                        .filter(one -> period.holds(one.at()))
                        .count());
    }

    /** Whether a silence or a maintenance window suppressed all notifications. */
    private static boolean isMuted(Incident incident, Map<TargetId, TargetUptime> courses) {
        TargetUptime course = courses.get(incident.target());
        return incident.notices() == 0 && course != null && course.muted().hold(incident.openedAt());
    }

    private List<Report.Target> targets(
            Period period, Map<TargetId, TargetUptime> courses, Map<TargetId, TargetUptime> earlier) {
        Map<TargetId, Long> incidents = records.incidents().stream()
                .filter(one -> period.holds(one.openedAt()))
                .collect(Collectors.groupingBy(Incident::target, Collectors.counting()));
        Map<TargetId, Long> restarts = records.restarts().stream()
                .filter(one -> period.holds(one.at()))
                .collect(Collectors.groupingBy(Restarted::target, Collectors.counting()));
        return courses.entrySet().stream()
                .flatMap(one -> one.getValue().availability().stream()
                        .map(availability -> new Report.Target(
                                one.getKey(),
                                availability,
                                Optional.ofNullable(earlier.get(one.getKey())).flatMap(TargetUptime::availability),
                                one.getValue().down().length(),
                                Math.toIntExact(incidents.getOrDefault(one.getKey(), 0L)),
                                Math.toIntExact(restarts.getOrDefault(one.getKey(), 0L)))))
                .sorted(Comparator.comparingDouble(Report.Target::availability)
                        .thenComparing(Comparator.comparingInt(Report.Target::incidents)
                                .reversed())
                        .thenComparing(
                                Comparator.comparingInt(Report.Target::restarts).reversed())
                        .thenComparing(Report.Target::id))
                .toList();
    }

    private List<Repair> repairs(Period period, ZoneId zone) {
        Period week = new Period(period.until().minus(REPAIR_WITHIN), period.until());
        Map<TargetId, Map<LocalDate, Integer>> days = new HashMap<>();
        records.restarts().stream()
                .filter(one -> week.holds(one.at()))
                .forEach(one -> days.computeIfAbsent(one.target(), id -> new HashMap<>())
                        .merge(LocalDate.ofInstant(one.at(), zone), 1, Integer::sum));
        return days.entrySet().stream()
                .filter(one -> one.getValue().size() >= REPAIR_DAYS)
                .map(one -> new Repair(
                        one.getKey(),
                        one.getValue().size(),
                        one.getValue().values().stream()
                                .mapToInt(count -> count)
                                .sum()))
                .sorted(Comparator.comparingInt(Repair::days)
                        .thenComparingInt(Repair::restarts)
                        .reversed()
                        .thenComparing(Repair::id))
                .toList();
    }

    private interface Measure {
        Duration of(TargetUptime course);
    }

    private static Duration sum(Collection<TargetUptime> courses, Measure measure) {
        return courses.stream().map(measure::of).reduce(Duration.ZERO, Duration::plus);
    }

    private static Optional<Duration> mean(List<Duration> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(all.size()));
    }
}

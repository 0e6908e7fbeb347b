package io.dogwatch.report;

import io.dogwatch.journal.Fact;
import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.PastRecords.Seen;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Watched time, downtime, maintenance and muted time of one target in a period. Time without observation (Dogwatch
 * or the engine was down) and time after a manual stop or pause is not counted.
 */
record TargetUptime(Spans watched, Spans down, Spans muted) {

    private static final Set<String> DOWN =
            words(Phase.FAILING, Phase.RESTARTING, Phase.BACKING_OFF, Phase.QUARANTINED, Phase.MISSING);

    private static final Set<String> AT_REST = words(Phase.STOPPED, Phase.PAUSED);
    private static final Set<String> DARK = words(Phase.UNKNOWN);

    /** Returns all targets with data in the period. */
    static Map<TargetId, TargetUptime> all(PastRecords records, Period period, Map<TargetId, Phase> now) {
        Map<TargetId, List<Seen>> seen = new HashMap<>();
        records.seen()
                .forEach(one -> seen.computeIfAbsent(one.target(), id -> new ArrayList<>())
                        .add(one));
        Map<TargetId, List<Fact>> phases = new HashMap<>();
        records.phases()
                .forEach(one -> phases.computeIfAbsent(one.target(), id -> new ArrayList<>())
                        .add(one));
        Map<TargetId, List<Incident>> incidents = new HashMap<>();
        records.incidents()
                .forEach(one -> incidents
                        .computeIfAbsent(one.target(), id -> new ArrayList<>())
                        .add(one));
        Map<TargetId, TargetUptime> courses = new HashMap<>();
        seen.forEach((target, its) -> courses.put(
                target,
                of(
                        period,
                        its,
                        phases.getOrDefault(target, List.of()),
                        incidents.getOrDefault(target, List.of()),
                        Optional.ofNullable(now.get(target)))));
        return courses;
    }

    private static TargetUptime of(
            Period period, List<Seen> seen, List<Fact> phases, List<Incident> incidents, Optional<Phase> now) {
        List<Run> watching = runs(seen);
        List<Period> runs = watching.stream().map(Run::period).toList();
        Spans failing = Spans.within(
                period,
                incidents.stream()
                        .filter(incident -> incident.severity() == Severity.CRITICAL)
                        .flatMap(incident ->
                                part(
                                        incident.failingSince(),
                                        incident.closedAt().orElse(period.until()))
                                        .stream())
                        .toList());
        Map<String, List<Period>> stretches = stretches(watching, phases, now);
        Spans left = circumstances(
                period, seen, runs, one -> one.holds().stream().anyMatch(hold -> hold.reason() == Reason.MAINTENANCE));
        Spans watched = Spans.within(period, runs)
                .without(in(period, stretches, DARK))
                .without(in(period, stretches, AT_REST).without(failing))
                .without(left);
        Spans down = in(period, stretches, DOWN).or(failing).and(watched);
        return new TargetUptime(watched, down, circumstances(period, seen, runs, TargetContext::muted));
    }

    /** @return between 0 and 1; empty if it was never watched */
    Optional<Double> availability() {
        Duration all = watched.length();
        return all.isZero()
                ? Optional.empty()
                : Optional.of(1 - (double) down.length().toMillis() / all.toMillis());
    }

    /**
     * An interval watched by one run of Dogwatch.
     *
     * @param isWhole whether its beginning is known, with the target still unknown there
     */
    private record Run(Period period, boolean isWhole) {}

    private static List<Run> runs(List<Seen> seen) {
        List<Run> runs = new ArrayList<>();
        List<Seen> its = new ArrayList<>();
        for (Seen one : seen) {
            if (one.began()) {
                run(its).ifPresent(runs::add);
                its.clear();
            }
            its.add(one);
        }
        run(its).ifPresent(runs::add);
        return runs;
    }

    private static Optional<Run> run(List<Seen> its) {
        return its.stream()
                .map(Seen::lastAt)
                .max(Comparator.naturalOrder())
                .flatMap(last -> part(its.getFirst().firstAt(), last))
                .map(period -> new Run(period, its.getFirst().began()));
    }

    /** By the phase's word. A new run of Dogwatch knows no phase until the first change that it sees. */
    private static Map<String, List<Period>> stretches(List<Run> runs, List<Fact> phases, Optional<Phase> now) {
        Map<String, List<Period>> stretches = new HashMap<>();
        for (Run run : runs) {
            Instant since = run.period.from();
            String phase = phaseAtBegin(run, phases, now);
            for (Fact change : phases) {
                if (run.period.holds(change.at())) {
                    add(stretches, phase, since, change.at());
                    since = change.at();
                    phase = change.to();
                }
            }
            add(stretches, phase, since, run.period.until());
        }
        return stretches;
    }

    /** Where the journal does not know the beginning: as the next change says, or the one before, or else as it is now. */
    private static String phaseAtBegin(Run run, List<Fact> phases, Optional<Phase> now) {
        if (run.isWhole) {
            return Phase.UNKNOWN.wireName();
        }
        return phases.stream()
                .filter(change -> run.period.holds(change.at()))
                .findFirst()
                .map(Fact::from)
                .or(() -> phases.stream()
                        .filter(change -> change.at().isBefore(run.period.from()))
                        .reduce((one, later) -> later)
                        .map(Fact::to))
                .orElseGet(() -> now.orElse(Phase.UNKNOWN).wireName());
    }

    private static void add(Map<String, List<Period>> stretches, String phase, Instant from, Instant until) {
        part(from, until)
                .ifPresent(one -> stretches
                        .computeIfAbsent(phase, word -> new ArrayList<>())
                        .add(one));
    }

    private static Spans in(Period period, Map<String, List<Period>> stretches, Set<String> words) {
        return Spans.within(
                period,
                words.stream()
                        .flatMap(word -> stretches.getOrDefault(word, List.of()).stream())
                        .toList());
    }

    /** Circumstances are a level: they hold until the next ones, or until the run ends. */
    private static Spans circumstances(
            Period period, List<Seen> seen, List<Period> runs, Predicate<TargetContext> wanted) {
        List<Period> parts = new ArrayList<>();
        Optional<Instant> since = Optional.empty();
        for (Seen one : seen) {
            if (one.began() || one.circumstances().isPresent()) {
                since.flatMap(from -> part(from, one.firstAt())).ifPresent(parts::add);
                since = one.circumstances().filter(wanted).map(level -> one.firstAt());
            }
        }
        since.flatMap(from -> part(from, period.until())).ifPresent(parts::add);
        return Spans.within(period, parts).and(Spans.within(period, runs));
    }

    private static Optional<Period> part(Instant from, Instant until) {
        return from.isBefore(until) ? Optional.of(new Period(from, until)) : Optional.empty();
    }

    private static Set<String> words(Phase... phases) {
        return Set.copyOf(List.of(phases).stream().map(Phase::wireName).toList());
    }
}

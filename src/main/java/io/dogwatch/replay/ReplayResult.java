package io.dogwatch.replay;

import io.dogwatch.journal.PastRestart;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decisions about one target in a period, and their totals.
 *
 * @param entries in order of time
 * @param incidents opened in the period, or open at some time in it
 * @param end end of the period, for open incidents
 */
public record ReplayResult(List<Entry> entries, List<Incident> incidents, Instant begin, Instant end) {

    /** A decision that people care for. */
    public record Entry(Instant at, DecisionName word, String why) {}

    public ReplayResult {
        entries = List.copyOf(entries);
        incidents = List.copyOf(incidents);
    }

    /** What was really decided. */
    public static ReplayResult real(Recording recording, Instant begin, Instant end) {
        List<Entry> entries = new ArrayList<>();
        for (PastRestart restart : recording.restarts()) {
            if (!restart.result().equals("superseded")) {
                DecisionName.ofAction(restart.action())
                        .ifPresent(word -> entries.add(new Entry(restart.decidedAt(), word, restart.why())));
            }
        }
        for (Incident incident : recording.incidents()) {
            entries.add(new Entry(
                    incident.openedAt(), DecisionName.OPENED, incident.failure().line()));
            incident.closedAt()
                    .ifPresent(at -> entries.add(new Entry(
                            at,
                            DecisionName.CLOSED,
                            incident.outcome().map(reason -> reason.wireName()).orElse(""))));
        }
        return of(entries, recording.incidents(), begin, end);
    }

    /** What would have been decided. */
    public static ReplayResult of(ReplayCourse course, Instant begin, Instant end) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Incident> incidents = new LinkedHashMap<>();
        for (TimedDecision ruled : course.ruled()) {
            DecisionName.of(ruled.decision())
                    .filter(word -> word.isRemedy() || word == DecisionName.OPENED || word == DecisionName.CLOSED)
                    .ifPresent(word -> entries.add(new Entry(ruled.at(), word, DecisionName.why(ruled))));
            incidentOf(ruled.decision()).ifPresent(incident -> incidents.put(incident.id(), incident));
        }
        return of(entries, List.copyOf(incidents.values()), begin, end);
    }

    private static Optional<Incident> incidentOf(Decision decision) {
        return switch (decision) {
            case Decision.OpenIncident(Incident incident) -> Optional.of(incident);
            case Decision.UpdateIncident(Incident incident) -> Optional.of(incident);
            case Decision.CloseIncident(Incident incident) -> Optional.of(incident);
            case Decision.Notify(Notice notice) -> Optional.empty();
            case Decision.Act act -> Optional.empty();
            case Decision.FinishIntent finish -> Optional.empty();
            case Decision.WithdrawIntent withdraw -> Optional.empty();
            case Decision.EndIntent end -> Optional.empty();
            case Decision.GatherEvidence gather -> Optional.empty();
            case Decision.Refuse refuse -> Optional.empty();
        };
    }

    private static ReplayResult of(List<Entry> entries, List<Incident> incidents, Instant begin, Instant end) {
        return new ReplayResult(
                entries.stream()
                        .filter(entry -> !entry.at().isBefore(begin))
                        .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::word))
                        .toList(),
                incidents.stream()
                        .filter(one ->
                                one.closedAt().filter(at -> at.isBefore(begin)).isEmpty())
                        .sorted(Comparator.comparing(Incident::openedAt))
                        .toList(),
                begin,
                end);
    }

    public int restarts() {
        return (int) entries.stream().filter(entry -> entry.word().isRemedy()).count();
    }

    public int opened() {
        return (int) entries.stream()
                .filter(entry -> entry.word() == DecisionName.OPENED)
                .count();
    }

    public int closed() {
        return (int) entries.stream()
                .filter(entry -> entry.word() == DecisionName.CLOSED)
                .count();
    }

    /** From each first failed outcome to its incident, all together. */
    public Duration detecting() {
        return incidents.stream()
                .filter(one -> !one.openedAt().isBefore(begin))
                .map(one -> Duration.between(one.failingSince(), one.openedAt()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** From each first failed outcome to its incident, on average; empty without incidents. */
    public Optional<Duration> toDetect() {
        return opened() == 0 ? Optional.empty() : Optional.of(detecting().dividedBy(opened()));
    }

    /** From each first failed outcome to the proof of recovery, all together. What is still open counts to the end. */
    public Duration failing() {
        return incidents.stream()
                .map(one -> Duration.between(
                        later(one.failingSince(), begin), one.closedAt().orElse(end)))
                .filter(duration -> !duration.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

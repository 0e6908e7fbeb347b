package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges all log checks of one target in one incarnation. Pure but for what it reports. Not thread-safe. */
final class LogJudge {

    private final Life life;
    private final Report report;
    private List<CheckJudge> checks = List.of();
    private List<EventMatcher> matchers = List.of();

    /**
     * One incarnation and where it begins in the log.
     *
     * @param begins a line stamped so or later is of this life. Not {@code startedAt}: dockerd takes that after the
     *     process was started, and the first line was seen stamped 126 µs before it (engine 20.10.24).
     */
    record Life(Incarnation incarnation, Instant begins) {

        /** @return empty for a container that never ran */
        static Optional<Life> of(ContainerSnapshot container) {
            return container.incarnation().map(incarnation -> new Life(incarnation, begins(container, incarnation)));
        }

        private static Instant begins(ContainerSnapshot container, Incarnation incarnation) {
            Instant started = incarnation.startedAt();
            if (container.finishedAt().isEmpty()) {
                return Instant.EPOCH;
            }
            Instant finished = container.finishedAt().get();
            // Lines of the last life may be read a little after its end, so neither edge of the pause would do.
            return finished.isBefore(started)
                    ? finished.plus(Duration.between(finished, started).dividedBy(2))
                    : started.minusSeconds(1);
        }
    }

    /** Where outcomes go, with the incarnation they are about. */
    @FunctionalInterface
    interface Report {
        void judged(String check, Incarnation incarnation, Outcome outcome);
    }

    LogJudge(Life life, Report report) {
        this.life = life;
        this.report = report;
    }

    Life life() {
        return life;
    }

    /** Sets the checks; those that were there before go on as they stand. */
    void judge(List<LogCheck> wanted, Instant from) {
        end();
        List<CheckJudge> next = new ArrayList<>();
        for (LogCheck check : wanted) {
            next.add(checks.stream()
                    .filter(known -> known.check().equals(check))
                    .findFirst()
                    .orElseGet(() -> new CheckJudge(
                            check, from, (name, outcome) -> report.judged(name, life.incarnation(), outcome))));
        }
        checks = List.copyOf(next);
        Map<Optional<String>, List<CheckJudge>> byEvents = checks.stream()
                .collect(Collectors.groupingBy(
                        judge -> judge.check().eventStart(), LinkedHashMap::new, Collectors.toList()));
        matchers = byEvents.entrySet().stream()
                .map(entry -> new EventMatcher(entry.getValue(), entry.getKey()))
                .toList();
    }

    void restore(List<LogOffset.Lasting> lasting) {
        for (LogOffset.Lasting failure : lasting) {
            checks.stream()
                    .filter(check -> check.check().name().equals(failure.check()))
                    .forEach(check -> check.restore(failure));
        }
    }

    List<LogOffset.Lasting> lasting() {
        return checks.stream().flatMap(CheckJudge::lasting).toList();
    }

    /** @return how many markers matched */
    int line(LogLine line, Instant seen, Instant now) {
        return matchers.stream()
                .mapToInt(matcher -> matcher.line(line, seen, now))
                .sum();
    }

    /** Nothing has come until now: events that wait for more lines may be whole. Likewise. */
    int quietUntil(Instant now) {
        return matchers.stream().mapToInt(matcher -> matcher.quietUntil(now)).sum();
    }

    /** Nothing more will come. Likewise. */
    int end() {
        return matchers.stream().mapToInt(EventMatcher::end).sum();
    }

    /** The stamp of the earliest line that has not been judged yet, since it may be a part of an event that goes on. */
    Optional<Instant> openSince() {
        return matchers.stream()
                .flatMap(matcher -> matcher.openSince().stream())
                .min(Instant::compareTo);
    }

    List<RequiredLiterals> required() {
        return matchers.stream().flatMap(matcher -> matcher.required().stream()).toList();
    }

    void known(Instant readUpTo) {
        checks.forEach(check -> check.known(readUpTo));
    }

    void unreadable(Cause cause, String detail, Instant now) {
        checks.forEach(check -> check.unreadable(cause, detail, now));
    }

    Instant due() {
        return checks.stream().map(CheckJudge::due).min(Instant::compareTo).orElse(Instant.MAX);
    }
}

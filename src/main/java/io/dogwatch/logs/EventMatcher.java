package io.dogwatch.logs;

import com.google.re2j.Pattern;
import io.dogwatch.docker.LogLine;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Matches the events of a log for all checks that see the same events in it: its lines, or lines put together. Not thread-safe. */
final class EventMatcher {

    private final List<CheckJudge> checks;
    private final Markers markers;
    private final Optional<EventJoiner> joiner;
    private final Map<LogLine.Source, Set<Long>> foundInEvent = new EnumMap<>(LogLine.Source.class);
    private int matches;
    private Instant now = Instant.EPOCH;

    /** @param eventStart of all these checks */
    EventMatcher(List<CheckJudge> checks, Optional<String> eventStart) {
        this.checks = List.copyOf(checks);
        this.markers = new Markers(checks.stream().map(CheckJudge::check).toList());
        this.joiner = eventStart.map(pattern -> new EventJoiner(Pattern.compile(pattern), this::event));
    }

    /**
     * @param seen when the line was written, as well as can be told by our clock
     * @return how many markers have matched since the last call
     */
    int line(LogLine line, Instant seen, Instant present) {
        now = present;
        if (joiner.isPresent()) {
            joiner.get().line(line, seen);
        } else {
            event(line, seen);
        }
        return matchesSince();
    }

    /** As {@link #line}, when nothing has come until now. */
    int quietUntil(Instant present) {
        now = present;
        joiner.ifPresent(its -> its.quietUntil(present));
        return matchesSince();
    }

    /** As {@link #line}, when nothing more will come. */
    int end() {
        joiner.ifPresent(EventJoiner::end);
        return matchesSince();
    }

    /** What lines must hold to be of interest here: anything where they are put together. */
    List<RequiredLiterals> required() {
        return joiner.isPresent() ? List.of(RequiredLiterals.NOTHING) : markers.required();
    }

    Optional<Instant> openSince() {
        return joiner.flatMap(EventJoiner::openSince);
    }

    private int matchesSince() {
        int since = matches;
        matches = 0;
        return since;
    }

    /** What matched an earlier window of the same event is not counted again. */
    private void event(LogLine event, Instant seen) {
        Set<Long> found = foundInEvent.computeIfAbsent(event.source(), source -> new HashSet<>());
        if (!event.continued()) {
            found.clear();
        }
        markers.match(event, (check, marker) -> {
            if (found.add((long) check << 32 | marker)) {
                matches++;
                checks.get(check).matched(marker, event, seen, now);
            }
        });
    }
}

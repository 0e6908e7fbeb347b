package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.LogCheck.Marker;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges one log check in one incarnation: unhealthy if any of its markers is bad. Pure but for what it reports; time is
 * passed in. Not thread-safe.
 */
final class CheckJudge {

    private static final Duration BETWEEN_MATCHES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

    private enum Said {
        NOTHING,
        HEALTHY,
        UNHEALTHY,
        INCONCLUSIVE
    }

    private final LogCheck check;
    private final List<MarkerState> markers;
    private final Report report;
    private Said said = Said.NOTHING;
    private Instant saidAt = Instant.MIN;
    private int healthyOwed;
    private boolean ready;

    /** Why nothing could be told last. */
    private @Nullable Cause blindBy;

    /** Where outcomes go. */
    @FunctionalInterface
    interface Report {
        void judged(String check, Outcome outcome);
    }

    /** @param from the start of the incarnation or of watching, whichever is later */
    CheckJudge(LogCheck check, Instant from, Report report) {
        this.check = check;
        this.report = report;
        this.markers = check.markers().stream()
                .<MarkerState>map(marker -> switch (marker) {
                    case Marker.Failure failure -> new FailureMarker(failure, check.clearAfter());
                    case Marker.Heartbeat heartbeat -> new HeartbeatMarker(heartbeat, from);
                    case Marker.Ready ready -> new ReadyMarker();
                    case Marker.Recovery recovery -> new ReadyMarker();
                })
                .toList();
        this.ready = !check.signalsReady();
    }

    LogCheck check() {
        return check;
    }

    void restore(LogOffset.Lasting lasting) {
        failures()
                .filter(marker -> marker.pattern().equals(lasting.pattern()))
                .forEach(marker -> marker.restore(lasting));
    }

    Stream<LogOffset.Lasting> lasting() {
        return failures().filter(MarkerState::isBad).map(marker -> marker.lasting(check.name()));
    }

    private Stream<FailureMarker> failures() {
        return markers.stream().filter(FailureMarker.class::isInstance).map(FailureMarker.class::cast);
    }

    /** @param seen when the line was written, as well as can be told by our clock */
    void matched(int marker, LogLine line, Instant seen, Instant now) {
        MarkerState state = markers.get(marker);
        state.matched(line, seen);
        switch (state) {
            case FailureMarker failure -> {
                boolean due = said != Said.UNHEALTHY || !now.isBefore(saidAt.plus(BETWEEN_MATCHES));
                // A failure found late, in a gap, that would be cleared at once is not news.
                if (failure.isBad() && !failure.isStale(now) && due) {
                    say(failure.outcome(now), Said.UNHEALTHY, now);
                }
            }
            case HeartbeatMarker heartbeat -> {
                if (heartbeat.isBad() && !heartbeat.known(now)) {
                    return;
                }
                if (said == Said.UNHEALTHY && worst().isEmpty()) {
                    sayState(now);
                }
            }
            case ReadyMarker sign -> signed(check.markers().get(marker), now);
        }
    }

    private void signed(Marker marker, Instant now) {
        if (marker instanceof Marker.Ready && !ready) {
            ready = true;
            sayState(now);
        } else if (marker instanceof Marker.Recovery) {
            failures().forEach(FailureMarker::clear);
            if (said == Said.UNHEALTHY && worst().isEmpty()) {
                sayState(now);
            }
        }
    }

    /** The log has been read without gap up to this instant. Called about once a second while that is so. */
    void known(Instant readUpTo) {
        boolean changed = false;
        for (MarkerState marker : markers) {
            changed |= marker.known(readUpTo);
        }
        boolean bad = worst().isPresent();
        boolean unsaid = (said == Said.NOTHING || said == Said.INCONCLUSIVE) && (ready || bad);
        boolean turned = changed && (bad || (said != Said.HEALTHY && ready));
        boolean reminder = worst().filter(HeartbeatMarker.class::isInstance).isPresent()
                && said == Said.UNHEALTHY
                && !readUpTo.isBefore(saidAt.plus(BETWEEN_REMINDERS));
        boolean owed = !bad && healthyOwed > 0 && !readUpTo.isBefore(saidAt.plus(BETWEEN_MATCHES));
        if (unsaid || turned || reminder) {
            sayState(readUpTo);
        } else if (owed) {
            healthyOwed--;
            say(Outcome.healthy(Duration.ZERO), Said.HEALTHY, readUpTo);
        }
    }

    /** The log cannot be read now. Said once for each cause, until {@link #known} has something to say again. */
    void unreadable(Cause cause, String detail, Instant now) {
        if (said != Said.INCONCLUSIVE || blindBy != cause) {
            blindBy = cause;
            say(Outcome.inconclusive(cause, detail), Said.INCONCLUSIVE, now);
        }
    }

    /** The first instant at which {@link #known} has something to do; {@code Instant.MAX} for never. */
    Instant due() {
        Instant due =
                markers.stream().map(MarkerState::due).min(Instant::compareTo).orElse(Instant.MAX);
        boolean reminds = said == Said.UNHEALTHY
                && markers.stream().anyMatch(marker -> marker instanceof HeartbeatMarker && marker.isBad());
        if (reminds && saidAt.plus(BETWEEN_REMINDERS).isBefore(due)) {
            return saidAt.plus(BETWEEN_REMINDERS);
        }
        return healthyOwed > 0 && saidAt.plus(BETWEEN_MATCHES).isBefore(due) ? saidAt.plus(BETWEEN_MATCHES) : due;
    }

    private Optional<MarkerState> worst() {
        return markers.stream().filter(MarkerState::isBad).findFirst();
    }

    private void sayState(Instant now) {
        Optional<MarkerState> worst = worst();
        if (worst.isPresent()) {
            say(worst.get().outcome(now), Said.UNHEALTHY, now);
        } else {
            // A check that asks for n successes in a row gets them, a second apart: a log has no probes to count.
            healthyOwed = Math.max(0, check.thresholds().success() - 1);
            say(Outcome.healthy(Duration.ZERO), Said.HEALTHY, now);
        }
    }

    private void say(Outcome outcome, Said kind, Instant now) {
        said = kind;
        saidAt = now;
        report.judged(check.name(), outcome);
    }
}

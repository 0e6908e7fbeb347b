package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;

/** A pattern that must appear again and again: bad once it is overdue, until it appears. */
final class HeartbeatMarker implements MarkerState {

    private final LogCheck.Marker.Heartbeat marker;
    private Instant last;
    private boolean bad;

    /** @param from the start of the incarnation or of watching, whichever is later */
    HeartbeatMarker(LogCheck.Marker.Heartbeat marker, Instant from) {
        this.marker = marker;
        this.last = from;
    }

    @Override
    public void matched(LogLine line, Instant seen) {
        if (seen.isAfter(last)) {
            last = seen;
        }
    }

    @Override
    public boolean known(Instant readUpTo) {
        boolean was = bad;
        bad = readUpTo.isAfter(last.plus(marker.interval()));
        return bad != was;
    }

    @Override
    public boolean isBad() {
        return bad;
    }

    @Override
    public Outcome outcome(Instant now) {
        String detail =
                "no line matched /" + marker.pattern() + "/ for " + HumanDuration.of(Duration.between(last, now))
                        + " (expected every " + HumanDuration.of(marker.interval()) + ")";
        return Outcome.unhealthy(Cause.HEARTBEAT_MISSED, detail, Duration.ZERO);
    }

    @Override
    public Instant due() {
        return bad ? Instant.MAX : last.plus(marker.interval());
    }
}

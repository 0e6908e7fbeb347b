package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Cause;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A pattern that must not appear: bad once enough lines match within the window, until it has been quiet for long. */
final class FailureMarker implements MarkerState {

    private static final int MAX_QUOTE_LENGTH = 400;

    private final LogCheck.Marker.Failure marker;
    private final Duration clearAfter;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private boolean bad;
    private Instant lastMatch = Instant.EPOCH;
    private String restored = "";
    private @Nullable LogLine last;

    FailureMarker(LogCheck.Marker.Failure marker, Duration clearAfter) {
        this.marker = marker;
        this.clearAfter = clearAfter;
    }

    /** Goes on with what an earlier run of Dogwatch knew. */
    void restore(LogOffset.Lasting lasting) {
        bad = true;
        lastMatch = lasting.lastMatch();
        restored = lasting.detail();
        last = null;
    }

    /** Measures the window by the engine's time stamps, so a late read of many lines is not a burst. */
    @Override
    public void matched(LogLine line, Instant seen) {
        recent.addLast(line.at());
        if (recent.size() > marker.count()) {
            recent.removeFirst();
        }
        boolean enough = recent.size() == marker.count()
                && !recent.getFirst().isBefore(line.at().minus(marker.within()));
        bad |= enough;
        lastMatch = seen;
        last = line;
    }

    /** Made when it is asked for: a container can write a hundred thousand matching lines a second. */
    private String detail() {
        if (last == null) {
            return restored;
        }
        String quote = PlainText.line(last.text(), MAX_QUOTE_LENGTH);
        return marker.count() == 1
                ? "line matched /" + marker.pattern() + "/: " + quote
                : marker.count() + " lines in " + HumanDuration.of(marker.within()) + " matched /" + marker.pattern()
                        + "/, the last: " + quote;
    }

    @Override
    public boolean known(Instant readUpTo) {
        if (!bad || readUpTo.isBefore(lastMatch.plus(clearAfter))) {
            return false;
        }
        clear();
        return true;
    }

    /** As if it had never been seen. */
    void clear() {
        bad = false;
        recent.clear();
    }

    @Override
    public boolean isBad() {
        return bad;
    }

    /** Bad, but so long ago that it is about to be cleared: nothing to act on. */
    boolean isStale(Instant now) {
        return !now.isBefore(lastMatch.plus(clearAfter));
    }

    @Override
    public Outcome outcome(Instant now) {
        return Outcome.unhealthy(Cause.FAILURE_MARKER, detail(), Duration.ZERO);
    }

    @Override
    public Instant due() {
        return bad ? lastMatch.plus(clearAfter) : Instant.MAX;
    }

    LogOffset.Lasting lasting(String check) {
        return new LogOffset.Lasting(check, marker.pattern(), lastMatch, detail());
    }

    String pattern() {
        return marker.pattern();
    }
}

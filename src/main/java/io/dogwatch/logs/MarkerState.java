package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.Outcome;
import java.time.Instant;

/** How one marker of one check stands in one incarnation. Not thread-safe. */
sealed interface MarkerState permits FailureMarker, HeartbeatMarker, ReadyMarker {

    /**
     * The marker's pattern was found.
     *
     * @param seen when the line was written, as well as can be told by our clock
     */
    void matched(LogLine line, Instant seen);

    /**
     * The log has been read without gap up to this instant.
     *
     * @return whether that changed {@link #isBad}
     */
    boolean known(Instant readUpTo);

    boolean isBad();

    /** What a bad marker has to say. */
    Outcome outcome(Instant now);

    /** The first instant at which {@link #known} may change something; {@code Instant.MAX} for never. */
    Instant due();
}

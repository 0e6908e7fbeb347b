package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Detects lines that the engine's stream drops without notice: engine 20.10.24 sends one file to its end and
 * continues with the file that grows by then, ignoring rotations in between. The newest line at the time of a
 * request must arrive before any clearly later line, even across a reopened stream. Not thread-safe.
 */
final class DroppedLineDetector {

    /** Stamps run backwards by much less. */
    private static final Duration CLEARLY = Duration.ofSeconds(1);

    /**
     * A quarter of the 16 KiB at which the engine splits lines, in characters: a shorter text is not a piece of a
     * line.
     */
    private static final int MAX_LENGTH = 4096;

    private @Nullable LogLine awaited;
    private long atStake;

    /** The engine has named its newest line, which has not come yet. The older one stays while one is awaited. */
    void await(LogLine newest, LogRotation rotation) {
        if (awaited == null && newest.text().length() < MAX_LENGTH) {
            awaited = newest;
            // A skipped file was full. With a single file, less may be cut off.
            atStake = rotation.files() > 1
                    ? rotation.fileSize().orElse(newest.text().length())
                    : newest.text().length();
        }
    }

    /**
     * Processes the next line of the stream.
     *
     * @return a lower bound of the dropped bytes, once a drop is certain
     */
    OptionalLong came(Instant at) {
        if (awaited == null || at.isBefore(awaited.at())) {
            return OptionalLong.empty();
        }
        if (at.equals(awaited.at())) {
            awaited = null;
            return OptionalLong.empty();
        }
        if (at.isAfter(awaited.at().plus(CLEARLY))) {
            awaited = null;
            return OptionalLong.of(atStake);
        }
        return OptionalLong.empty();
    }

    /** Starts a new incarnation, whose own lines are the only ones to expect. */
    void forget() {
        awaited = null;
    }
}

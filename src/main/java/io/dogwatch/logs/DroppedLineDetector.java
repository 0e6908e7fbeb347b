package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import io.dogwatch.model.LogRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a stream of the engine leaves lines out, which the engine itself says nowhere: engine 20.10.24 hands one file
 * out to its end and then goes on with the one that grows by then, whatever was rotated meanwhile. A line that was the
 * newest when the engine was asked must come before any that is clearly later, also over a reopening. Not thread-safe.
 */
final class DroppedLineDetector {

    /** Stamps run backwards by much less. */
    private static final Duration CLEARLY = Duration.ofSeconds(1);

    /** A quarter of the 16 KiB at which the engine cuts lines, in characters: what is shorter is no piece of a line. */
    private static final int MAX_LENGTH = 4096;

    private @Nullable LogLine awaited;
    private long atStake;

    /** The engine has named its newest line, which has not come yet. The older one stays while one is awaited. */
    void await(LogLine newest, LogRotation rotation) {
        if (awaited == null && newest.text().length() < MAX_LENGTH) {
            awaited = newest;
            // A file that is skipped was full. With one alone, what is cut off may be less.
            atStake = rotation.files() > 1
                    ? rotation.fileSize().orElse(newest.text().length())
                    : newest.text().length();
        }
    }

    /**
     * The next line of the stream.
     *
     * @return at least how many bytes were left out, once that is certain
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

    /** Another life begins, of whose log only what it wrote need come. */
    void forget() {
        awaited = null;
    }
}

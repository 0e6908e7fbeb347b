package io.dogwatch.model;

import java.time.Duration;

/** The result of one probe. */
public sealed interface Outcome {

    /** The longest detail kept, in characters. Nomad keeps 3 KiB of a check's output; one screen is enough here. */
    int MAX_DETAIL = 1024;

    /**
     * The target did what the check asks.
     *
     * @param took from the start of the attempt to its end; zero where nothing was timed
     */
    record Healthy(Duration took) implements Outcome {}

    /**
     * The target did not do what the check asks.
     *
     * @param detail one line for a person, such as {@code 500 (allowed: 200-399)}. Made safe here: hostile text from
     *     the container loses its control characters and is cut to {@link #MAX_DETAIL}.
     */
    record Unhealthy(Cause cause, String detail, Duration took) implements Outcome {
        public Unhealthy {
            detail = PlainText.line(detail, MAX_DETAIL);
        }
    }

    /** The probe could not be carried out, so it says nothing about the target and changes no counter. */
    record Inconclusive(Cause cause, String detail) implements Outcome {
        public Inconclusive {
            detail = PlainText.line(detail, MAX_DETAIL);
        }
    }

    static Outcome healthy(Duration took) {
        return new Healthy(took);
    }

    static Outcome unhealthy(Cause cause, String detail, Duration took) {
        return new Unhealthy(cause, detail, took);
    }

    static Outcome inconclusive(Cause cause, String detail) {
        return new Inconclusive(cause, detail);
    }
}

package io.dogwatch.notify;

import java.time.Duration;

/** What became of one attempt to deliver a message. */
public sealed interface Delivery {

    /**
     * The other side has taken it over, durably as far as it says.
     *
     * @param thread what this channel needs to put later messages of the same incidents behind this one, such as a subject;
     *     may be empty
     */
    record Accepted(String thread) implements Delivery {
        /** By a channel that has no threads. */
        public Accepted() {
            this("");
        }
    }

    /**
     * It did not work, and may later. It is not certain that nothing was delivered: a repetition has the same id.
     *
     * @param pause how long the other side wants to be left alone at least; heard as far as {@link DeliveryBackoff} allows
     */
    record TryAgain(String why, Duration pause) implements Delivery {
        /** Whenever it suits us. */
        public TryAgain(String why) {
            this(why, Duration.ZERO);
        }
    }

    /** The other side will not take this message, now or later. */
    record Refused(String why) implements Delivery {}
}

package io.dogwatch.tell;

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

    /** It did not work, and may later. It is not certain that nothing was delivered: a repetition has the same id. */
    record TryAgain(String why) implements Delivery {}

    /** The other side will not take this message, now or later. */
    record Refused(String why) implements Delivery {}
}

package io.dogwatch.tell;

/** What became of one attempt to deliver a notice. */
public sealed interface Delivery {

    /** The other side has taken it over, durably as far as it says. */
    record Accepted() implements Delivery {}

    /** It did not work, and may later. It is not certain that nothing was delivered: a repetition has the same id. */
    record TryAgain(String why) implements Delivery {}

    /** The other side will not take this notice, now or later. */
    record Refused(String why) implements Delivery {}
}

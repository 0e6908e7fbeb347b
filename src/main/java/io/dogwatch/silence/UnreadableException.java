package io.dogwatch.silence;

/** A text does not mean what it should; the message says why, as the end of a sentence that quotes it. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;

    UnreadableException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}

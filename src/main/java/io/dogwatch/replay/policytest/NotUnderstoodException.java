package io.dogwatch.replay.policytest;

/** A sentence says something that the language does not know. The message names place, line, what is allowed and the nearest. */
public final class NotUnderstoodException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotUnderstoodException(Sentence sentence, String why) {
        super(sentence.place() + ": " + why + " (line " + sentence.line() + ")");
    }
}

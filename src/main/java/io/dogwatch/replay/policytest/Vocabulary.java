package io.dogwatch.replay.policytest;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.util.List;
import java.util.function.Function;

/**
 * A closed set of values that people name by a word.
 *
 * @param kind what one of them is called, such as {@code a phase}
 */
record Vocabulary<E>(String kind, List<E> values, Function<E, String> word) {

    boolean knows(String text) {
        return words().contains(text);
    }

    List<String> words() {
        return values.stream().map(word).toList();
    }

    /** The value of this word. */
    E value(String text, Sentence sentence) {
        return values.stream()
                .filter(one -> word.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new NotUnderstoodException(
                        sentence,
                        "\"" + PlainText.line(text, 80) + "\" is not " + kind + DidYouMean.of(text, words())));
    }
}

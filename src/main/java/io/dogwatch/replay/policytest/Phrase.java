package io.dogwatch.replay.policytest;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of words with a meaning.
 *
 * @param example how people write it
 */
record Phrase<T>(Pattern form, String example, Function<Matcher, T> meaning) {

    Phrase(String form, String example, Function<Matcher, T> meaning) {
        this(Pattern.compile(form), example, meaning);
    }

    /** Parses a text with the first phrase that matches. */
    static <T> T understand(List<Phrase<T>> phrases, String text, Sentence sentence) {
        for (Phrase<T> phrase : phrases) {
            Matcher matcher = phrase.form.matcher(text);
            if (matcher.matches()) {
                return phrase.meaning.apply(matcher);
            }
        }
        List<String> examples = phrases.stream().map(Phrase::example).toList();
        throw new NotUnderstoodException(
                sentence,
                "\"" + PlainText.line(text, 80) + "\" is not understood; "
                        + nearest(text, examples)
                                .map(near -> "did you mean \"" + near + "\"? ")
                                .orElse("")
                        + "allowed: " + String.join(" | ", examples));
    }

    /** The example that needs the fewest corrections, or else shares the most words. */
    private static Optional<String> nearest(String text, List<String> examples) {
        Optional<String> corrected = DidYouMean.nearest(text, examples);
        if (corrected.isPresent()) {
            return corrected;
        }
        Optional<String> nearest = Optional.empty();
        long most = 0;
        for (String example : examples) {
            long shared = shared(text, example);
            if (shared > most) {
                most = shared;
                nearest = Optional.of(example);
            }
        }
        return nearest;
    }

    private static long shared(String text, String example) {
        List<String> words = Arrays.asList(text.split(" +"));
        return Arrays.stream(example.split(" +"))
                .filter(word -> word.length() > 2 && words.contains(word))
                .count();
    }
}

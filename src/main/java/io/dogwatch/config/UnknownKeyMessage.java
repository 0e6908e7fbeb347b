package io.dogwatch.config;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.util.Collection;

/** The messages about unknown words. */
final class UnknownKeyMessage {

    private UnknownKeyMessage() {}

    /** Hostile or overlong text made fit to be quoted. */
    static String quote(String text) {
        return '"' + PlainText.line(text, 80) + '"';
    }

    /** {@code ; did you mean "port"?}, or else the list of what is allowed. */
    static String hint(String word, Collection<String> allowed) {
        return DidYouMean.of(word, allowed);
    }
}

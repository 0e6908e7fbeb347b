package io.dogwatch.config;

import io.dogwatch.target.PlainText;
import io.dogwatch.target.Spelling;
import java.util.Collection;
import java.util.Optional;

/** The sentences about words that are not known. */
final class Words {

    private Words() {}

    /** Hostile or overlong text made fit to be quoted. */
    static String quote(String text) {
        return '"' + PlainText.line(text, 80) + '"';
    }

    /** {@code ; did you mean "port"?}, or else the list of what is allowed. */
    static String hint(String word, Collection<String> allowed) {
        return nearest(word, allowed)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; allowed: "
                        + String.join(", ", allowed.stream().sorted().toList()));
    }

    /** The allowed word that needs the fewest corrections. */
    static Optional<String> nearest(String word, Collection<String> allowed) {
        return word.length() > 60
                ? Optional.empty()
                : Spelling.nearest(word, allowed, 1).stream().findFirst();
    }
}

package io.dogwatch.silence;

import io.dogwatch.model.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Raw values by key, from a file, a request or a label, with a receiver of errors. Not thread-safe.
 *
 * @param faults takes the key (empty for the whole) and the problem
 */
record RawFields(Map<String, String> texts, BiConsumer<String, String> faults) {

    Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key)).filter(text -> !text.isBlank());
    }

    boolean has(String key) {
        return text(key).isPresent();
    }

    void fault(String key, String message) {
        faults.accept(key, message);
    }

    void notAllowed(String key, String why) {
        faults.accept(key, quote(texts.getOrDefault(key, "")) + " " + why);
    }

    static String quote(String text) {
        return '"' + PlainText.line(text, 80) + '"';
    }
}

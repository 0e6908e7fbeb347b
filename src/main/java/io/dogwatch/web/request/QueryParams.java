package io.dogwatch.web.request;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query of a request, read key by key; what is wrong is collected until {@link #verify}. Not thread-safe. */
public final class QueryParams {

    /** The longest text that is read, in characters. */
    public static final int MAX_TEXT = 200;

    private final MultivaluedMap<String, String> query;
    private final List<Fault> faults = new ArrayList<>();

    /** @param keys all that are known */
    public QueryParams(MultivaluedMap<String, String> query, List<String> keys) {
        this.query = query;
        query.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> fault(PlainText.line(key, 80), "unknown key" + DidYouMean.of(key, keys)));
    }

    /** Empty if it is not given, or nothing is. One that is longer than {@value #MAX_TEXT} characters is a fault. */
    public Optional<String> text(String key) {
        Optional<String> text = Optional.ofNullable(query.getFirst(key)).filter(word -> !word.isEmpty());
        text.filter(word -> word.codePointCount(0, word.length()) > MAX_TEXT)
                .ifPresent(word -> fault(key, "must not exceed " + MAX_TEXT + " characters"));
        return text;
    }

    /** A whole number, else a fault; {@code otherwise} if it is not given. */
    public int number(String key, int least, int most, int otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        String word = text.get();
        if (word.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(word) >= least && Integer.parseInt(word) <= most) {
            return Integer.parseInt(word);
        }
        fault(key, quote(word) + " is not a number; allowed: " + least + " to " + most);
        return otherwise;
    }

    /** Empty if it is not given, or is none of these. */
    public Optional<String> oneOf(String key, List<String> allowed) {
        Optional<String> word = text(key);
        word.filter(it -> !allowed.contains(it))
                .ifPresent(it -> fault(key, quote(it) + " is not known" + DidYouMean.of(it, allowed)));
        return word.filter(allowed::contains);
    }

    /** Whether it is {@code true}; not given is {@code false}, and anything else a fault. */
    public boolean flag(String key) {
        return oneOf(key, List.of("true", "false")).map("true"::equals).orElse(false);
    }

    /** Something is wrong that only the caller can see. */
    public void fault(String key, String message) {
        faults.add(new Fault(key, message));
    }

    /** @throws RejectedException with all that is wrong */
    public void verify() {
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
    }

    /** Of any text whatsoever, to be told to people. */
    public static String quote(String word) {
        return '"' + PlainText.line(word, 80) + '"';
    }
}

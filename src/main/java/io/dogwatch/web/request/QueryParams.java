package io.dogwatch.web.request;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Query parameters of a request. Collects faults until {@link #verify}. Not thread-safe. */
public final class QueryParams {

    /** Maximum length of a value in characters. */
    public static final int MAX_TEXT = 200;

    private final MultivaluedMap<String, String> query;
    private final List<Fault> faults = new ArrayList<>();

    /** @param parameters a record with the known parameters as components */
    public QueryParams(MultivaluedMap<String, String> query, Class<? extends Record> parameters) {
        this.query = query;
        List<String> keys = Stream.of(parameters.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        query.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> fault(PlainText.line(key, 80), "unknown key" + DidYouMean.of(key, keys)));
    }

    /** Returns a value, or empty if it is absent or empty. Adds a fault for more than {@value #MAX_TEXT} characters. */
    public Optional<String> text(String key) {
        Optional<String> text = Optional.ofNullable(query.getFirst(key)).filter(value -> !value.isEmpty());
        text.filter(value -> value.codePointCount(0, value.length()) > MAX_TEXT)
                .ifPresent(value -> fault(key, "must not exceed " + MAX_TEXT + " characters"));
        return text;
    }

    /** Returns an integer; adds a fault for an invalid value. Returns {@code defaultValue} if absent or invalid. */
    public int number(String key, int min, int max, int defaultValue) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        String value = text.get();
        if (value.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(value) >= min && Integer.parseInt(value) <= max) {
            return Integer.parseInt(value);
        }
        fault(key, "must be a number from " + min + " to " + max + ", not " + quote(value));
        return defaultValue;
    }

    /** Returns one of the allowed values, or empty if the value is absent or unknown. */
    public Optional<String> oneOf(String key, List<String> allowed) {
        Optional<String> value = text(key);
        value.filter(it -> !allowed.contains(it))
                .ifPresent(it -> fault(key, "unknown value " + quote(it) + DidYouMean.of(it, allowed)));
        return value.filter(allowed::contains);
    }

    /** Returns whether the value is {@code true}; false if absent. Adds a fault for another value. */
    public boolean flag(String key) {
        return oneOf(key, List.of("true", "false")).map("true"::equals).orElse(false);
    }

    /** Adds a fault found by the caller. */
    public void fault(String key, String message) {
        faults.add(new Fault(key, message));
    }

    /** @throws RejectedException with all faults */
    public void verify() {
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
    }

    /** Quotes arbitrary text for a message. */
    public static String quote(String value) {
        return '"' + PlainText.line(value, 80) + '"';
    }
}

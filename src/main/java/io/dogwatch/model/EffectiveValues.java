package io.dogwatch.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that holds for one target, value by value, for the question "why does it do that?". Tells no secret: of hooks,
 * headers and what a {@code tcp} check sends, which may hold passwords, only that they are there. Values come from labels
 * too; they are one line each and hold no control characters, but are not escaped for HTML.
 */
public final class EffectiveValues {

    /** The source of a default value. */
    public static final String DEFAULT = "default";

    private static final int MAX_VALUE = 300;

    /**
     * One value.
     *
     * @param key the configuration key, such as {@code policy.budget.restarts} or {@code checks.site.port}; items
     *     of a list have an index, {@code checks.site.failure[0]}
     * @param value in configuration syntax, such as {@code 30s}; {@code none} for an empty value
     * @param source the origin of the value: {@code rule 2 (line 14)}, {@code label dogwatch.startPeriod}, {@code
     *     default}
     */
    public record Row(String key, String value, String source) {}

    private final Map<String, String> sources;
    private final List<Row> rows = new ArrayList<>();

    private EffectiveValues(Map<String, String> sources) {
        this.sources = sources;
    }

    /** All values of the target, in a fixed order: the policy, what it depends on, then check by check. */
    public static List<Row> of(Watch watch) {
        EffectiveValues values = new EffectiveValues(watch.sources());
        values.add("required", watch.required());
        new PolicyValues(values).add(watch.policy());
        values.add(
                "dependsOn",
                watch.dependsOn().stream().map(EffectiveValues::text).toList());
        CheckValues checks = new CheckValues(values);
        watch.checks().forEach(check -> checks.add(check, watch.policy()));
        return List.copyOf(values.rows);
    }

    private static String text(Dependency dependency) {
        return dependency.parent() + " (" + dependency.need().wireName() + ")";
    }

    /** Adds a row for a value with a readable {@code toString}. */
    void add(String key, Object value) {
        rows.add(new Row(key, PlainText.line(value.toString(), MAX_VALUE), source(key)));
    }

    void add(String key, Collection<?> values) {
        add(
                key,
                values.isEmpty()
                        ? "none"
                        : values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }

    void add(String key, Optional<?> value) {
        add(key, value.map(Object::toString).orElse("none"));
    }

    /** Of the key itself or of the nearest one above it: {@code flapping: off} speaks for all below {@code flapping}. */
    private String source(String key) {
        String place = key;
        while (true) {
            String source = sources.get(place);
            if (source != null) {
                return source;
            }
            int end = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
            if (end < 0) {
                return DEFAULT;
            }
            place = place.substring(0, end);
        }
    }
}

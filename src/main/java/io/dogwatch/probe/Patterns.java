package io.dogwatch.probe;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles each pattern once. Matching is linear-time (RE2), because both the patterns (from labels) and the text
 * (from containers) may be hostile. {@code ^} and {@code $} match at line boundaries, as expected for logs and line
 * protocols; {@code $} matches before a line feed, so after a carriage return. Thread-safe.
 */
final class Patterns {

    /** More than any real configuration contains; repeated reloads with new patterns must not fill the heap. */
    private static final int MAX_PATTERNS = 4096;

    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    /**
     * Returns the compiled pattern.
     *
     * @throws com.google.re2j.PatternSyntaxException if the pattern is invalid; the configuration rejects it earlier
     */
    Pattern of(String regex) {
        Pattern known = compiled.get(regex);
        if (known != null) {
            return known;
        }
        if (compiled.size() >= MAX_PATTERNS) {
            compiled.clear();
        }
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        compiled.put(regex, pattern);
        return pattern;
    }
}

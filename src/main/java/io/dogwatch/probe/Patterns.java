package io.dogwatch.probe;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles each pattern once. Linear-time (RE2), since both the patterns (from labels) and the text they meet (from
 * containers) may be hostile. {@code ^} and {@code $} match at the ends of lines, as people expect of logs and line
 * protocols; {@code $} stands before the line feed, so after a carriage return. Safe for use by many threads.
 */
final class Patterns {

    /** More than any real configuration has; a reload that changes patterns for ever must not fill the heap. */
    private static final int KEPT = 4096;

    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    /** @throws com.google.re2j.PatternSyntaxException if it is none; the configuration refuses those earlier */
    Pattern of(String regex) {
        Pattern known = compiled.get(regex);
        if (known != null) {
            return known;
        }
        if (compiled.size() >= KEPT) {
            compiled.clear();
        }
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        compiled.put(regex, pattern);
        return pattern;
    }
}

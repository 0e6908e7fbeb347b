package io.dogwatch.config;

import io.dogwatch.model.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One reading of a configuration from its beginning to its end: collects what is wrong instead of failing at the first
 * fault, and which keys there are. Not thread-safe.
 */
final class ParseContext {

    /** Maximum number of reported errors. With more, the wrong file was probably given. */
    private static final int MAX_FAULTS = 200;

    private final List<ConfigError> faults = new ArrayList<>();
    private final List<ConfigError> warnings = new ArrayList<>();
    private final Set<KnownKey> known = new LinkedHashSet<>();

    /**
     * A key that the reader understands.
     *
     * @param shape the section it belongs to, such as {@code http check}
     * @param standard the default as text; {@code required}, or {@code none}
     * @param range the allowed values as text
     */
    record KnownKey(String shape, String key, String standard, String range) {}

    void fault(SourceLocation origin, String message) {
        ConfigError fault = describe(origin, message);
        if (faults.size() < MAX_FAULTS && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Whether an error was already reported at this location. */
    boolean hasFaultAt(SourceLocation origin) {
        return faults.stream().anyMatch(fault -> fault.path().equals(origin.path()));
    }

    void warn(SourceLocation origin, String message) {
        warnings.add(describe(origin, message));
    }

    void know(String shape, String key, String standard, String range) {
        known.add(new KnownKey(shape, key, standard, range));
    }

    private static ConfigError describe(SourceLocation origin, String message) {
        return new ConfigError(PlainText.line(origin.path(), 200), message, origin.line());
    }

    List<ConfigError> faults() {
        return List.copyOf(faults);
    }

    List<ConfigError> warnings() {
        return List.copyOf(warnings);
    }

    Set<KnownKey> knownKeys() {
        return Set.copyOf(known);
    }
}

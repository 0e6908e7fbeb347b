package io.dogwatch.hold;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The windows that containers' labels ask for, each for its own container. What a label says is read once; one that
 * cannot be read asks for nothing here, and is a fault elsewhere. Safe for use by many threads.
 */
final class LabelWindows {

    /** A time for its own container, such as {@code 0 3 * * SUN for 2h}. */
    static final String LABEL = "dogwatch.maintenance";

    /** Labels are hostile: a container that is recreated with ever another text must not fill the memory. */
    private static final int MOST = 10_000;

    private static final int MAX_TEXT = 500;

    private final Map<String, Optional<Watched>> read = new ConcurrentHashMap<>();

    /** What a label asks for; empty if there is none, or it cannot be read. */
    Optional<Watched> of(Map<String, String> labels, Instant now) {
        String text = labels.get(LABEL);
        if (text == null || text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Optional<Watched> known = read.get(text);
        if (known != null) {
            return known;
        }
        if (read.size() >= MOST) {
            read.clear();
        }
        return read.computeIfAbsent(
                text, line -> WhenForm.line(line, (key, fault) -> {}).map(when -> new Watched(when, now)));
    }

    Collection<Watched> known() {
        return read.values().stream().flatMap(Optional::stream).toList();
    }
}

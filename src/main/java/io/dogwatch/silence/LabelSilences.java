package io.dogwatch.silence;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The silences from containers' labels, each for its container only. Each label value is parsed once. An invalid
 * value has no effect here and is a fault elsewhere. Safe for use by many threads.
 */
final class LabelSilences {

    /** A time for its own container, such as {@code 0 3 * * SUN for 2h}. */
    static final String LABEL = "dogwatch.maintenance";

    /** Labels are hostile: a container recreated with ever new texts must not fill the memory. */
    private static final int MAX = 10_000;

    private static final int MAX_TEXT = 500;

    private final Map<String, Optional<CachedSchedule>> read = new ConcurrentHashMap<>();

    /** What a label asks for; empty if there is none, or it cannot be read. */
    Optional<CachedSchedule> of(Map<String, String> labels, Instant now) {
        String text = labels.get(LABEL);
        if (text == null || text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        Optional<CachedSchedule> known = read.get(text);
        if (known != null) {
            return known;
        }
        if (read.size() >= MAX) {
            read.clear();
        }
        return read.computeIfAbsent(
                text, line -> ScheduleParser.line(line, (key, fault) -> {}).map(when -> new CachedSchedule(when, now)));
    }

    Collection<CachedSchedule> known() {
        return read.values().stream().flatMap(Optional::stream).toList();
    }
}

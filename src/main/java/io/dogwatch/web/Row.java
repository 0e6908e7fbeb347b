package io.dogwatch.web;

import org.jspecify.annotations.Nullable;

/**
 * One target in the overview.
 *
 * @param id of its element; letters, digits and dashes only
 * @param project its Compose project; absent if it has none
 * @param labels those that somebody may look for, one line; for the filter
 * @param latency of the check that fails, or else of the first
 */
public record Row(
        String id,
        TargetReport target,
        @Nullable String project,
        String labels,
        Spark latency,
        UptimeBar day,
        UptimeBar month) {

    /** Made of any text whatsoever, the same for the same. */
    static String id(String host, String name) {
        StringBuilder id = new StringBuilder("t");
        (host + '/' + name).codePoints().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                id.appendCodePoint(c);
            } else {
                id.append('-').append(Integer.toHexString(c)).append('-');
            }
        });
        return id.toString();
    }
}

package io.dogwatch.config;

import java.util.List;

/**
 * The public status page: it needs no login and shows only whether the chosen targets work.
 *
 * @param title default {@code Status}
 * @param targets globs of container names; at least one
 */
public record PageSettings(String title, List<String> targets) {

    public static final String DEFAULT_TITLE = "Status";

    public PageSettings {
        targets = List.copyOf(targets);
    }
}

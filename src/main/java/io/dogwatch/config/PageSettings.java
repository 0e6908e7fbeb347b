package io.dogwatch.config;

import java.util.List;
import java.util.Optional;

/**
 * How the pages are.
 *
 * @param status the public status page; default none
 */
public record PageSettings(Optional<Status> status) {

    public static final PageSettings DEFAULT = new PageSettings(Optional.empty());

    /**
     * A page for everybody, without login, that says of chosen targets whether they work, and nothing else.
     *
     * @param title default {@code Status}
     * @param targets globs of their names; at least one
     */
    public record Status(String title, List<String> targets) {

        public static final String DEFAULT_TITLE = "Status";

        public Status {
            targets = List.copyOf(targets);
        }
    }
}

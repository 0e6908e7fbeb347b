package io.dogwatch.web.page;

import java.util.List;

/**
 * The status page that needs no login.
 *
 * @param title one line
 * @param targets globs of the names of those that it shows
 */
public record StatusOrder(String title, List<String> targets) {

    public StatusOrder {
        targets = List.copyOf(targets);
    }
}

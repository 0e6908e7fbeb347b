package io.dogwatch.web.page;

import java.util.List;

/**
 * Settings of the public status page.
 *
 * @param title one line
 * @param targets globs of target names
 */
public record StatusOrder(String title, List<String> targets) {

    public StatusOrder {
        targets = List.copyOf(targets);
    }
}

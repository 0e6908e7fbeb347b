package io.dogwatch.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code statusPage}. */
final class PageReader {

    private static final String TARGETS = "targets";
    private static final String GLOBS = "globs of container names, at least one";

    private PageReader() {}

    /**
     * Returns the page, or empty if the section is not written.
     *
     * @param isWanted whether the section is written
     */
    static Optional<PageSettings> read(ConfigSection section, boolean isWanted) {
        String title =
                section.text("title", PageSettings.DEFAULT_TITLE, "one line").orElse(PageSettings.DEFAULT_TITLE);
        List<String> targets = section.list(TARGETS, "none", GLOBS);
        if (isWanted && targets.isEmpty()) {
            section.missing(TARGETS, "allowed: " + GLOBS);
        }
        section.rejectUnknown();
        return isWanted ? Optional.of(new PageSettings(title, targets)) : Optional.empty();
    }
}

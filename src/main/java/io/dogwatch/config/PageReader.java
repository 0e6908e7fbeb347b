package io.dogwatch.config;

import java.util.List;
import java.util.Optional;

/** Reads how the pages are. */
final class PageReader {

    private static final String STATUS = "status";
    private static final String TARGETS = "targets";
    private static final String GLOBS = "globs of container names, at least one";

    private PageReader() {}

    static PageSettings read(Section section) {
        boolean isWanted = section.has(STATUS);
        Section status = section.section(STATUS, "status page");
        String title = status.text("title", PageSettings.Status.DEFAULT_TITLE, "one line")
                .orElse(PageSettings.Status.DEFAULT_TITLE);
        List<String> targets = status.list(TARGETS, "none", GLOBS);
        if (isWanted && targets.isEmpty()) {
            status.missing(TARGETS, GLOBS);
        }
        status.rejectUnknown();
        section.rejectUnknown();
        return new PageSettings(isWanted ? Optional.of(new PageSettings.Status(title, targets)) : Optional.empty());
    }
}

package io.dogwatch.web.api;

import java.time.Duration;

/** Renders previews of reports. Thread-safe. */
@FunctionalInterface
public interface ReportPreviews {

    /** A rendered report. */
    record Preview(String subject, String text) {}

    /** Returns a report of the last {@code length} up to now. */
    Preview of(Duration length);
}

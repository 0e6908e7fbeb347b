package io.dogwatch.web.api;

import java.time.Duration;

/** What a report would say now. Safe for use by many threads. */
@FunctionalInterface
public interface ReportPreviews {

    /** A report in words. */
    record Preview(String subject, String text) {}

    /** Of the last stretch of this length up to now. */
    Preview of(Duration length);
}

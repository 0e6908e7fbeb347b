package io.dogwatch.web.view;

import io.dogwatch.logs.LogStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a target's logs, as the API answers it and the page shows it.
 *
 * @param source {@code json-file}, {@code file} or {@code engine}; empty as long as nothing is read
 * @param matches how often a marker matched
 * @param lostBytes at least so much was gone before it could be read
 * @param newest the latest stamp of all lines; absent before the first
 */
public record LogReadReport(
        String source,
        long lines,
        long bytes,
        long matches,
        long lostBytes,
        @Nullable Instant newest) {

    static LogReadReport of(LogStats read) {
        return new LogReadReport(
                read.source(),
                read.lines(),
                read.bytes(),
                read.matches(),
                read.lostBytes(),
                read.newest().equals(Instant.EPOCH) ? null : read.newest());
    }
}

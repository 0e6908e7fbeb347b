package io.dogwatch.web.view;

import io.dogwatch.logs.LogStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Log reading statistics of a target, as returned by the API and shown on the pages.
 *
 * @param source {@code json-file}, {@code file} or {@code engine}; empty before the first read
 * @param matches the number of marker matches
 * @param lostBytes a lower bound of the bytes lost before they could be read
 * @param newest the latest timestamp; absent before the first line
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

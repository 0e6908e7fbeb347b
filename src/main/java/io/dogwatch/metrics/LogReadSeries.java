package io.dogwatch.metrics;

import io.dogwatch.logs.LogStats;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/** The series about what was read of each target's logs. Used by one thread, for one scrape. */
final class LogReadSeries {

    private final Family.Counter lines =
            new Family.Counter("dogwatch_log_lines", "Lines of the target's logs that were judged");
    private final Family.Counter bytes = new Family.Counter("dogwatch_log_bytes", "Their length");
    private final Family.Counter matches =
            new Family.Counter("dogwatch_log_matches", "How often a marker matched a line of the target's logs");
    private final Family.Counter reopens = new Family.Counter(
            "dogwatch_log_reopens", "How often following the target's log began again after a cut or a stall");
    private final Family.Counter lost = new Family.Counter(
            "dogwatch_log_lost_bytes", "At least so much was gone before it could be read, or left out by the engine");
    private final Family.Gauge newest = new Family.Gauge(
            "dogwatch_log_newest_timestamp_seconds", "The latest stamp of all lines read; none before the first");

    void add(TargetView view, TargetLabels labels) {
        view.logRead().ifPresent(read -> add(read, labels.target()));
    }

    private void add(LogStats read, Labels target) {
        lines.add(target, (double) read.lines());
        bytes.add(target, (double) read.bytes());
        matches.add(target, (double) read.matches());
        reopens.add(target, (double) read.reopens());
        lost.add(target, (double) read.lostBytes());
        if (!read.newest().equals(Instant.EPOCH)) {
            newest.add(target, read.newest().toEpochMilli() / 1000.0);
        }
    }

    List<Family> families() {
        return List.of(lines, bytes, matches, reopens, lost, newest);
    }
}

package io.dogwatch.metrics;

import io.dogwatch.logs.LogStats;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/** The series about what was read of each target's logs. Used by one thread, for one scrape. */
final class LogReadSeries {

    private final MetricFamily.Counter lines =
            new MetricFamily.Counter("dogwatch_log_lines", "Log lines of the target that were evaluated");
    private final MetricFamily.Counter bytes =
            new MetricFamily.Counter("dogwatch_log_bytes", "Bytes of these log lines");
    private final MetricFamily.Counter matches =
            new MetricFamily.Counter("dogwatch_log_matches", "Matches of a marker with a log line of the target");
    private final MetricFamily.Counter reopens = new MetricFamily.Counter(
            "dogwatch_log_reopens", "How often the target's log was reopened after an interruption or a stall");
    private final MetricFamily.Counter lost = new MetricFamily.Counter(
            "dogwatch_log_lost_bytes",
            "Minimum number of bytes lost before they could be read, or omitted by the engine");
    private final MetricFamily.Gauge newest = new MetricFamily.Gauge(
            "dogwatch_log_newest_timestamp_seconds",
            "Latest timestamp of all lines read; no series before the first line");

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

    List<MetricFamily> families() {
        return List.of(lines, bytes, matches, reopens, lost, newest);
    }
}

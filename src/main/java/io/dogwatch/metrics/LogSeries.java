package io.dogwatch.metrics;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.util.List;

/** The series about each target's log, as it stood when it was looked at last. Used by one thread, for one scrape. */
final class LogSeries {

    private static final double HOUR = Duration.ofHours(1).toSeconds();

    private final MetricFamily.Gauge size = new MetricFamily.Gauge(
            "dogwatch_target_log_size_bytes",
            "Size of the container's log on disk, including rotated files; no series if it is not visible");
    private final MetricFamily.Gauge growth = new MetricFamily.Gauge(
            "dogwatch_target_log_growth_bytes_per_second",
            "Average log growth in the last hour; no series in the first ten minutes");
    private final MetricFamily.Gauge bounded = new MetricFamily.Gauge(
            "dogwatch_target_log_bounded", "1 if the log driver or max-size limits the log size, 0 if it is unlimited");

    private final MetricFamily.Gauge free = new MetricFamily.Gauge(
            "dogwatch_target_log_disk_free_bytes",
            "Free space on the disk of the target's log; no series if it is not visible");
    private final MetricFamily.Gauge full = new MetricFamily.Gauge(
            "dogwatch_target_log_disk_full_seconds",
            "Time until this disk is full at the current log growth; no series if it will not fill");

    void add(TargetView view, TargetLabels labels) {
        view.log().ifPresent(log -> add(log, labels));
    }

    private void add(LogGrowth log, TargetLabels labels) {
        log.size().ifPresent(bytes -> size.add(labels.target(), (double) bytes));
        log.growthPerHour().ifPresent(bytes -> growth.add(labels.target(), bytes / HOUR));
        log.free().ifPresent(bytes -> free.add(labels.target(), (double) bytes));
        log.untilFull().ifPresent(left -> full.add(labels.target(), (double) left.toSeconds()));
        bounded.add(labels.target(), log.isUnbounded() ? 0 : 1);
    }

    List<MetricFamily> families() {
        return List.of(size, growth, bounded, free, full);
    }
}

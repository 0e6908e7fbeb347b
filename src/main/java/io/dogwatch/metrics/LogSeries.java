package io.dogwatch.metrics;

import io.dogwatch.inside.LogHygiene;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.util.List;

/** The series about each target's log, as it stood when it was looked at last. Used by one thread, for one scrape. */
final class LogSeries {

    private static final double HOUR = Duration.ofHours(1).toSeconds();

    private final Family.Gauge size = new Family.Gauge(
            "dogwatch_target_log_size_bytes",
            "What the log of the target's container takes on disk, with its rotated files; none where it cannot be seen");
    private final Family.Gauge growth = new Family.Gauge(
            "dogwatch_target_log_growth_bytes_per_second",
            "What was written to the log, on average of the last hour; none in the first ten minutes");
    private final Family.Gauge bounded = new Family.Gauge(
            "dogwatch_target_log_bounded",
            "1 if the log's driver or max-size bounds it, 0 if it can grow for as long as the container exists");

    private final Family.Gauge free = new Family.Gauge(
            "dogwatch_target_log_disk_free_bytes",
            "What is left on the disk that holds the target's log; none where it cannot be seen");
    private final Family.Gauge full = new Family.Gauge(
            "dogwatch_target_log_disk_full_seconds",
            "When that disk will be full, counted from now, if the log goes on growing so; none if it will not");

    void add(TargetView view, TargetLabels labels) {
        view.log().ifPresent(log -> add(log, labels));
    }

    private void add(LogHygiene log, TargetLabels labels) {
        log.size().ifPresent(bytes -> size.add(labels.target(), (double) bytes));
        log.growthPerHour().ifPresent(bytes -> growth.add(labels.target(), bytes / HOUR));
        log.free().ifPresent(bytes -> free.add(labels.target(), (double) bytes));
        log.untilFull().ifPresent(left -> full.add(labels.target(), (double) left.toSeconds()));
        bounded.add(labels.target(), log.isUnbounded() ? 0 : 1);
    }

    List<Family> families() {
        return List.of(size, growth, bounded, free, full);
    }
}

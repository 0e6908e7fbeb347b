package io.dogwatch.metrics;

import io.dogwatch.model.Policy;
import io.dogwatch.supervise.TargetView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the series of targets, for hosts with a growing number of containers. A target has all of its series or
 * none; healed targets come before observed ones. Thread-safe.
 */
final class SeriesLimit {

    /**
     * Some 3,000 targets with three checks each: the most that Dogwatch is made for. A scrape of so many has about 25 MB, which
     * is what a Prometheus with its default timeout of 10 s can still take.
     */
    static final int DEFAULT = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(SeriesLimit.class);

    /** Of a target, without its checks; a few of them are not always there. */
    private static final int EACH = 42;

    /** Of a check: five, and one for each phase of its probe. */
    private static final int EACH_CHECK = 10;

    private final int most;
    private final LongAdder dropped = new LongAdder();
    private final AtomicInteger leftOutBefore = new AtomicInteger();

    /** @param most series of targets and checks in one scrape */
    SeriesLimit(int most) {
        this.most = most;
    }

    Round round() {
        return new Round();
    }

    /** One scrape's. Used by one thread. */
    final class Round {

        private int leftOut;

        /** Those that find room. */
        List<TargetView> within(List<TargetView> targets) {
            List<TargetView> chosen = new ArrayList<>(targets.size());
            long room = most;
            long lost = 0;
            for (TargetView target : healedFirst(targets)) {
                int needs = EACH + EACH_CHECK * target.watch().checks().size();
                if (needs <= room) {
                    room -= needs;
                    chosen.add(target);
                } else {
                    // No smaller one takes its place, or which are there would depend on chance.
                    room = 0;
                    lost += needs;
                    leftOut++;
                }
            }
            dropped.add(lost);
            report(leftOutBefore.getAndSet(leftOut));
            return chosen;
        }

        private void report(int before) {
            if (before == 0 && leftOut > 0) {
                LOG.warn("metrics targets dropped targets={} limit={} key=metrics.maxSeries", leftOut, most);
            } else if (before > 0 && leftOut == 0) {
                LOG.info("metrics targets recovered limit={}", most);
            }
        }

        /** @param series that the targets' families have */
        List<MetricFamily> families(int series) {
            MetricFamily.Gauge now =
                    new MetricFamily.Gauge("dogwatch_metrics_series", "Series of targets and checks in this scrape");
            MetricFamily.Gauge limit = new MetricFamily.Gauge(
                    "dogwatch_metrics_series_limit", "Maximum number of series of targets and checks");
            MetricFamily.Gauge out = new MetricFamily.Gauge(
                    "dogwatch_metrics_targets_dropped", "Targets without series because of the limit");
            MetricFamily.Counter all = new MetricFamily.Counter(
                    "dogwatch_metrics_series_dropped",
                    "Upper bound of series dropped because of the limit, over all scrapes");
            now.add(Labels.EMPTY, series);
            limit.add(Labels.EMPTY, most);
            out.add(Labels.EMPTY, leftOut);
            all.add(Labels.EMPTY, (double) dropped.sum());
            return List.of(now, limit, out, all);
        }
    }

    private static Iterable<TargetView> healedFirst(List<TargetView> targets) {
        return Stream.concat(
                        targets.stream().filter(SeriesLimit::isHealed),
                        targets.stream().filter(target -> !isHealed(target)))
                .toList();
    }

    private static boolean isHealed(TargetView target) {
        return target.watch().policy().mode() == Policy.Mode.HEAL;
    }
}

package io.dogwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.TargetSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    private final FakeFleet fleet = new FakeFleet();
    private final Exposition exposition = new Exposition("1.2.3", InstantSource.fixed(NOW), 1000);

    @AfterEach
    void close() {
        exposition.close();
    }

    @Test
    void asLongAsThereIsRoomNothingIsLeftOut() {
        fleet.targets = targets(10);
        exposition.show(fleet);

        assertThat(withSeries()).isEqualTo(10);
        assertThat(scrape())
                .contains(
                        "dogwatch_metrics_targets_dropped 0.0",
                        "dogwatch_metrics_series_dropped_total 0.0",
                        "dogwatch_metrics_series_limit 1000.0");
    }

    @Test
    void whatIsBeyondTheLimitIsLeftOutWholeAndCounted() {
        fleet.targets = targets(100);
        exposition.show(fleet);

        String first = scrape();
        long there = first.lines()
                .filter(line -> line.startsWith("dogwatch_target_healed{"))
                .count();
        long series = first.lines()
                .filter(line -> line.startsWith("dogwatch_") && line.contains("target=\""))
                .count();

        assertThat(there).isBetween(5L, 20L);
        assertThat(series).isLessThanOrEqualTo(1000);
        assertThat(first).contains("dogwatch_metrics_targets_dropped " + (double) (100 - there));
        assertThat(dropped(first)).isPositive();
        assertThat(dropped(scrape())).isEqualTo(2 * dropped(first));
    }

    @Test
    void healedTargetsComeBeforeObservedOnes() {
        fleet.targets = Stream.concat(
                        IntStream.range(0, 100)
                                .mapToObj(i -> new TargetSketch("local", "a-found-" + i, NOW).observed()),
                        Stream.of(new TargetSketch("local", "z-named", NOW)))
                .map(TargetSketch::view)
                .toList();
        exposition.show(fleet);

        assertThat(scrape()).contains("dogwatch_target_up{host=\"local\",target=\"z-named\"} 1.0");
    }

    @Test
    void aTargetWithoutSeriesStillCountsForItsHost() {
        fleet.targets = IntStream.range(0, 100)
                .mapToObj(i -> new TargetSketch("local", "web-" + i, NOW)
                        .in(Phase.BACKING_OFF, Reason.BACKOFF, Duration.ofSeconds(3))
                        .view())
                .toList();
        exposition.show(fleet);

        assertThat(scrape()).contains("dogwatch_targets_restart_blocked{host=\"local\",reason=\"backoff\"} 100.0");
    }

    private static List<TargetView> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TargetSketch("local", "service-" + i, NOW)
                        .passes("site", 80, Duration.ofMillis(4))
                        .view())
                .toList();
    }

    private long withSeries() {
        return scrape().lines()
                .filter(line -> line.startsWith("dogwatch_target_healed{"))
                .count();
    }

    private static double dropped(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith("dogwatch_metrics_series_dropped_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    private String scrape() {
        return Scrapes.text(exposition);
    }
}

package io.dogwatch.web.page;

import io.dogwatch.report.CheckBand;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.web.view.CheckReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One check with its history: as numbers for the script of the page, and as an SVG drawing without scripts.
 *
 * @param recent rows of seconds since 1970, duration in seconds, and whether it failed, as JSON; {@code []} if there
 *     are none
 * @param day the same by half hour: start, mean, longest, failures
 * @param band the outcomes of the last day, oldest first
 */
public record CheckChart(CheckReport check, Sparkline spark, String recent, String day, List<Part> band) {

    /** Width of the band in SVG units. */
    static final int WIDTH = 720;

    /** Minimum width in SVG units: keeps a failure of one second visible. */
    private static final double LEAST = 2;

    /** @param x and {@code width} in units of {@value #WIDTH} per day */
    public record Part(String x, String width, String outcome) {}

    static CheckChart of(
            CheckReport check, OutcomeHistoryView trail, List<CheckBand> bands, Instant now, TimeFormat times) {
        Instant from = now.minus(Duration.ofDays(1));
        return new CheckChart(
                check,
                Sparkline.of(check.name(), trail, times),
                json(trail.newest().stream()
                        .filter(step -> step.kind() != OutcomeHistoryView.Kind.INCONCLUSIVE)
                        .map(step -> row(
                                step.at(),
                                step.seconds(),
                                step.kind() == OutcomeHistoryView.Kind.UNHEALTHY ? "1" : "0"))
                        .toList()),
                json(trail.day().stream()
                        .map(spell -> row(
                                spell.from(),
                                spell.mean(),
                                String.format(Locale.ROOT, "%.6f,%d", spell.longest(), spell.failures())))
                        .toList()),
                bands.stream().map(band -> part(band, from)).toList());
    }

    private static Part part(CheckBand band, Instant from) {
        double x = units(Duration.between(from, band.from()));
        double width = units(Duration.between(band.from(), band.until()));
        boolean isWell = band.outcome().equals("healthy");
        return new Part(number(x), number(isWell ? width : Math.max(LEAST, width)), band.outcome());
    }

    private static double units(Duration length) {
        return length.toMillis() * (double) WIDTH / Duration.ofDays(1).toMillis();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String row(Instant at, double seconds, String more) {
        return String.format(Locale.ROOT, "[%.1f,%.6f,%s]", at.toEpochMilli() / 1e3, seconds, more);
    }

    private static String json(List<String> rows) {
        return "[" + String.join(",", rows) + "]";
    }
}

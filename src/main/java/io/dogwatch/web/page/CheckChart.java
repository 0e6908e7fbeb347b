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
 * One check with how it went: for the page's script as numbers, and as a drawing for who has none.
 *
 * @param recent rows of seconds since 1970, seconds it took, and whether it failed, as JSON; {@code []} if there are none
 * @param day the same of half hours: since, mean, longest, failures
 * @param band what the last day was like, oldest first
 */
public record CheckChart(CheckReport check, Sparkline spark, String recent, String day, List<Part> band) {

    /** How wide the band is, in the units of its drawing. */
    static final int WIDTH = 720;

    /** A failure of a second is to be seen, too. */
    private static final double LEAST = 2;

    /** @param x and {@code width} in units of {@value #WIDTH} for a day */
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

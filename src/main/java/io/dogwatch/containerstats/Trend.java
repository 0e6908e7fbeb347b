package io.dogwatch.containerstats;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A straight line through samples by the method of Theil and Sen: the median of the slopes between all pairs, which up to
 * 29 % of outliers cannot move. Pure.
 *
 * @param perHour how much the value grows in an hour; negative if it shrinks
 * @param fit R²: the share of the variation that the line explains; 1 for a perfect line, 0 or less for none
 * @param span from the first sample to the last
 * @param goesOn whether the newer half alone grows at half that pace or more: what has risen and then stays is no leak
 */
public record Trend(double perHour, double fit, Duration span, boolean goesOn) {

    private static final int FEWEST = 20;
    private static final double NANOS_PER_HOUR = 3.6e12;

    /** Empty for less than 20 samples. */
    static Optional<Trend> of(List<Sample> samples) {
        if (samples.size() < FEWEST) {
            return Optional.empty();
        }
        Instant start = samples.getFirst().at();
        double[] hours = new double[samples.size()];
        double[] values = new double[samples.size()];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = Duration.between(start, samples.get(i).at()).toNanos() / NANOS_PER_HOUR;
            values[i] = samples.get(i).value();
        }
        double slope = slope(hours, values, 0);
        double newer = slope(hours, values, hours.length / 2);
        return Optional.of(new Trend(
                slope,
                fit(hours, values, slope),
                Duration.between(start, samples.getLast().at()),
                slope > 0 && newer >= slope / 2));
    }

    private static double slope(double[] hours, double[] values, int from) {
        int n = hours.length - from;
        double[] slopes = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = from; i < hours.length; i++) {
            for (int j = i + 1; j < hours.length; j++) {
                if (hours[j] > hours[i]) {
                    slopes[count++] = (values[j] - values[i]) / (hours[j] - hours[i]);
                }
            }
        }
        return count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
    }

    private static double fit(double[] hours, double[] values, double slope) {
        double[] starts = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = values[i] - slope * hours[i];
        }
        double start = median(starts);
        double mean = Arrays.stream(values).average().orElse(0);
        double rest = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double missed = values[i] - start - slope * hours[i];
            rest += missed * missed;
            all += (values[i] - mean) * (values[i] - mean);
        }
        return all == 0 ? 0 : 1 - rest / all;
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        int middle = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    /**
     * When a limit will be reached, if it goes on like this.
     *
     * @param left how much may still be added
     * @param horizon how far ahead one wants to know: the further, the longer it must have been watched
     * @return empty if it does not grow, does not reach the limit within the horizon, or is not sure enough
     */
    public Optional<Duration> reaches(double left, Duration horizon) {
        if (perHour <= 0 || !goesOn || fit < BEST_GUESS || span.compareTo(needed(horizon)) < 0) {
            return Optional.empty();
        }
        double hours = Math.max(0, left) / perHour;
        return hours * NANOS_PER_HOUR > horizon.toNanos()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (hours * NANOS_PER_HOUR)));
    }

    /** Below that, noise is as likely. */
    private static final double BEST_GUESS = 0.7;

    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(10);
    private static final Duration MAX_SPAN = Duration.ofHours(3);

    /** A twelfth of what is foretold, from ten minutes to three hours. */
    static Duration needed(Duration horizon) {
        Duration twelfth = horizon.dividedBy(12);
        if (twelfth.compareTo(SHORTEST_SPAN) < 0) {
            return SHORTEST_SPAN;
        }
        return twelfth.compareTo(MAX_SPAN) > 0 ? MAX_SPAN : twelfth;
    }
}

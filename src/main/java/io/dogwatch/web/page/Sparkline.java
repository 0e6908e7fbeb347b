package io.dogwatch.web.page;

import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.web.view.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The newest outcomes of one check as an SVG sparkline of {@value #WIDTH} by {@value #HEIGHT}. The y axis is the
 * latency, from 0 to the slowest; failures are ticks at the bottom.
 *
 * @param line the path of the line; empty for fewer than two outcomes
 * @param ticks the path of the failures
 * @param newestSeconds of the newest conclusive outcome; 0 without one
 * @param words a description for screen readers
 */
public record Sparkline(String line, String ticks, double newestSeconds, String words) {

    static final int WIDTH = 80;
    static final int HEIGHT = 20;

    static final Sparkline EMPTY = new Sparkline("", "", 0, "");

    /** Minimum scale in seconds: prevents amplified noise. */
    private static final double LEAST_SCALE = 0.002;

    static Sparkline of(String check, OutcomeHistoryView trail, TimeFormat times) {
        List<OutcomeHistoryView.Step> steps = trail.newest().stream()
                .filter(step -> step.kind() != OutcomeHistoryView.Kind.INCONCLUSIVE)
                .toList();
        if (steps.size() < 2) {
            return EMPTY;
        }
        double slowest = steps.stream()
                .mapToDouble(OutcomeHistoryView.Step::seconds)
                .max()
                .orElse(0);
        double scale = Math.max(LEAST_SCALE, slowest * 1.1);
        double gap = (double) (WIDTH - 2) / (steps.size() - 1);
        List<String> points = new ArrayList<>();
        StringBuilder ticks = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            OutcomeHistoryView.Step step = steps.get(i);
            String x = number(1 + i * gap);
            points.add(x + " " + number(HEIGHT - 2 - (HEIGHT - 4) * step.seconds() / scale));
            if (step.kind() == OutcomeHistoryView.Kind.UNHEALTHY) {
                ticks.append('M').append(x).append(' ').append(HEIGHT).append("v-4");
            }
        }
        double newest = steps.getLast().seconds();
        long failures = steps.stream()
                .filter(step -> step.kind() == OutcomeHistoryView.Kind.UNHEALTHY)
                .count();
        String words = check + ": " + times.seconds(newest) + " now, " + times.seconds(slowest)
                + " at most in the last " + steps.size() + (failures == 0 ? "" : ", " + failures + " failed");
        return new Sparkline("M" + String.join("L", points), ticks.toString(), newest, words);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

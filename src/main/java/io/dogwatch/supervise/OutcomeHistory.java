package io.dogwatch.supervise;

import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcome history of one check: the latest outcomes individually, and the last day in half hours. Takes about 450
 * bytes, or 2 MB for 5,000 checks; kept in memory only. Thread-safe.
 */
final class OutcomeHistory {

    /** Number of individual outcomes: nearly 7 minutes at the default interval of 10 s. */
    static final int NEWEST = 40;

    /** Number of half hours: one day. */
    static final int HALF_HOURS = 48;

    static final Duration HALF_HOUR = Duration.ofMinutes(30);

    /** Indexed by the two-bit code. */
    private static final List<OutcomeHistoryView.Kind> KINDS = List.of(
            OutcomeHistoryView.Kind.HEALTHY, OutcomeHistoryView.Kind.UNHEALTHY, OutcomeHistoryView.Kind.INCONCLUSIVE);

    /** One step is 0.45 %; 12 bits range from 1 us to more than a minute. */
    private static final double STEPS = 225;

    private static final int MAX_LENGTH = 0xFFF;
    private static final int MAX_GAP = 0x3FFFF;

    /** From the highest bit: 2 bits kind, 12 bits duration, 18 bits tenths of a second since the previous outcome. */
    private final int[] newest = new int[NEWEST];

    /** From the highest bit: 8 bits failures, 12 bits maximum, 12 bits mean; 0 for a half hour without outcomes. */
    private final int[] halfHours = new int[HALF_HOURS];

    private int count;
    private long lastMillis;
    private long halfHour;
    private int halfHourCount;
    private double halfHourSum;
    private int halfHourLongest;
    private int halfHourFailures;

    synchronized void add(Outcome outcome, Instant at) {
        long millis = at.toEpochMilli();
        long gap = count == 0 ? 0 : Math.clamp((millis - lastMillis + 50) / 100, 0, MAX_GAP);
        int took = code(took(outcome));
        newest[count % NEWEST] = (KINDS.indexOf(kind(outcome)) << 30) | (took << 18) | (int) gap;
        count++;
        lastMillis = millis;
        addToHalfHour(outcome, took, millis / HALF_HOUR.toMillis());
    }

    private void addToHalfHour(Outcome outcome, int took, long now) {
        if (now != halfHour) {
            for (long one = Math.max(halfHour + 1, now - HALF_HOURS + 1); one <= now; one++) {
                halfHours[(int) (one % HALF_HOURS)] = 0;
            }
            halfHour = now;
            halfHourCount = 0;
            halfHourSum = 0;
            halfHourLongest = 0;
            halfHourFailures = 0;
        }
        if (outcome instanceof Outcome.Inconclusive) {
            return;
        }
        halfHourCount++;
        halfHourSum += took;
        halfHourLongest = Math.max(halfHourLongest, took);
        halfHourFailures += outcome instanceof Outcome.Unhealthy ? 1 : 0;
        int mean = Math.max(1, (int) Math.round(halfHourSum / halfHourCount));
        halfHours[(int) (now % HALF_HOURS)] = (Math.min(0xFF, halfHourFailures) << 24) | (halfHourLongest << 12) | mean;
    }

    synchronized OutcomeHistoryView view() {
        int held = Math.min(count, NEWEST);
        List<OutcomeHistoryView.Step> steps = new ArrayList<>(held);
        long millis = lastMillis;
        for (int back = 1; back <= held; back++) {
            int code = newest[(count - back) % NEWEST];
            steps.add(new OutcomeHistoryView.Step(
                    Instant.ofEpochMilli(millis), KINDS.get(code >>> 30), seconds((code >>> 18) & MAX_LENGTH)));
            millis -= (code & MAX_GAP) * 100L;
        }
        List<OutcomeHistoryView.HalfHour> day = new ArrayList<>();
        for (long one = halfHour - HALF_HOURS + 1; one <= halfHour && count > 0; one++) {
            int code = one < 0 ? 0 : halfHours[(int) (one % HALF_HOURS)];
            if (code != 0) {
                day.add(new OutcomeHistoryView.HalfHour(
                        Instant.ofEpochMilli(one * HALF_HOUR.toMillis()),
                        seconds(code & MAX_LENGTH),
                        seconds((code >>> 12) & MAX_LENGTH),
                        code >>> 24));
            }
        }
        return new OutcomeHistoryView(steps.reversed(), day);
    }

    private static Duration took(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy healthy -> healthy.took();
            case Outcome.Unhealthy unhealthy -> unhealthy.took();
            case Outcome.Inconclusive inconclusive -> Duration.ZERO;
        };
    }

    private static OutcomeHistoryView.Kind kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy healthy -> OutcomeHistoryView.Kind.HEALTHY;
            case Outcome.Unhealthy unhealthy -> OutcomeHistoryView.Kind.UNHEALTHY;
            case Outcome.Inconclusive inconclusive -> OutcomeHistoryView.Kind.INCONCLUSIVE;
        };
    }

    private static int code(Duration took) {
        double micros = Math.max(0, took.toNanos() / 1e3);
        return (int) Math.min(MAX_LENGTH, Math.round(Math.log1p(micros) * STEPS));
    }

    private static double seconds(int code) {
        return Math.expm1(code / STEPS) / 1e6;
    }
}

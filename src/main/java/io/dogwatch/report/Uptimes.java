package io.dogwatch.report;

import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.StoreException;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The availability of each target over the last day and the last 30 days, counted as in reports. Computed in the
 * background and cached. Thread-safe.
 */
public final class Uptimes {

    /** How often {@link #sample} wants to be called. */
    public static final Duration SAMPLE_INTERVAL = Duration.ofMinutes(1);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    /** A month changes slowly, and costs thirty times as much to read. */
    private static final Duration MONTH_EVERY = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(Uptimes.class);

    private final Records records;
    private final Supplier<Map<TargetId, Phase>> phases;
    private final InstantSource clock;
    private volatile Map<TargetId, UptimeSlice> days = Map.of();
    private volatile Map<TargetId, UptimeSlice> months = Map.of();
    private Instant monthDue = Instant.MIN;

    /** Where records are read. */
    @FunctionalInterface
    public interface Records {

        /**
         * @param until exclusive
         * @throws StoreException if they cannot be read now
         */
        PastRecords between(Instant from, Instant until);
    }

    /** @param phases of all targets, now */
    public Uptimes(Records records, Supplier<Map<TargetId, Phase>> phases, InstantSource clock) {
        this.records = records;
        this.phases = phases;
        this.clock = clock;
    }

    /** The last 24 hours, hour by hour. */
    public UptimeSlice day(TargetId target) {
        return days.getOrDefault(target, UptimeSlice.UNKNOWN);
    }

    /** The last 30 days, day by day. */
    public UptimeSlice month(TargetId target) {
        return months.getOrDefault(target, UptimeSlice.UNKNOWN);
    }

    /** Works it out again. With a store that cannot be read, what was known stays. */
    public synchronized void sample() {
        Instant now = clock.instant();
        try {
            days = stretches(now, DAY, ChronoUnit.HOURS);
            if (!now.isBefore(monthDue)) {
                months = stretches(now, MONTH, ChronoUnit.DAYS);
                monthDue = now.plus(MONTH_EVERY);
            }
        } catch (StoreException e) {
            LOG.debug("availability calculation failed error=\"{}\"", e.getMessage());
        }
    }

    private Map<TargetId, UptimeSlice> stretches(Instant now, Duration length, ChronoUnit unit) {
        Period period = new Period(now.minus(length), now);
        PastRecords known = records.between(period.from(), period.until());
        List<Period> parts = parts(period, unit.getDuration());
        Map<TargetId, UptimeSlice> stretches = new HashMap<>();
        TargetUptime.all(known, period, phases.get())
                .forEach((target, course) -> stretches.put(target, stretch(course, parts)));
        return Map.copyOf(stretches);
    }

    private static List<Period> parts(Period period, Duration each) {
        List<Period> parts = new ArrayList<>();
        for (Instant from = period.from(); from.isBefore(period.until()); from = from.plus(each)) {
            parts.add(new Period(from, from.plus(each)));
        }
        return parts;
    }

    private static UptimeSlice stretch(TargetUptime course, List<Period> parts) {
        return new UptimeSlice(
                course.availability(),
                parts.stream()
                        .map(part -> new UptimeSlice.Slot(
                                part.from(), share(course.watched(), part), share(course.down(), part)))
                        .toList());
    }

    private static double share(Spans spans, Period part) {
        return (double) Spans.within(part, spans.parts()).length().toMillis()
                / part.length().toMillis();
    }
}

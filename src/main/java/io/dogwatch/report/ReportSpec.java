package io.dogwatch.report;

import io.dogwatch.silence.SilenceSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A report that people want again and again. Pure.
 *
 * @param name unique among reports
 * @param when it is due; only its beginnings count
 * @param to mail addresses; none for those of {@code mail.to}
 */
public record ReportSpec(String name, SilenceSchedule.Recurring when, List<String> to) {

    /** What is due more often is no report. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    /** How far back the time before is looked for, near first; the last finds the 29th of February. */
    private static final List<Duration> LOOK_BACK = List.of(
            Duration.ofHours(25), Duration.ofDays(8), Duration.ofDays(32), Duration.ofDays(367), Duration.ofDays(2930));

    private static final Duration FALLBACK = Duration.ofDays(30);

    public ReportSpec {
        to = List.copyOf(to);
    }

    public ZoneId zone() {
        return when.zone();
    }

    /** Returns the last due time after {@code told} and not after {@code now}; earlier ones are skipped. */
    Optional<Instant> lastDue(Instant told, Instant now) {
        Optional<Instant> next = when.nextBegin(told);
        if (next.isEmpty() || next.get().isAfter(now)) {
            return Optional.empty();
        }
        Instant justAfter = now.plusSeconds(1);
        return lastBefore(justAfter).filter(due -> due.isAfter(told));
    }

    /** Returns the period of a report due at this time. */
    public Period period(Instant due) {
        return new Period(lastBefore(due).orElse(due.minus(FALLBACK)), due);
    }

    /** Strictly before. */
    private Optional<Instant> lastBefore(Instant at) {
        for (Duration back : LOOK_BACK) {
            Optional<Instant> last = Optional.empty();
            Optional<Instant> next = when.nextBegin(at.minus(back));
            while (next.isPresent() && next.get().isBefore(at)) {
                last = next;
                next = when.nextBegin(next.get());
            }
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }
}

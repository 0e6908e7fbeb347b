package io.dogwatch.report;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A report about a period, compared with the previous one.
 *
 * @param name such as {@code weekly}
 * @param zone the time zone of printed times
 * @param knownSince when the journal's data begins, if within the period
 * @param before empty if the journal has no data of the previous period
 * @param targets the watched targets, worst first
 * @param repairs targets restarted on several days, worst first
 * @param now current problems that need an operator
 */
public record Report(
        String name,
        Period period,
        ZoneId zone,
        Optional<Instant> knownSince,
        Figures figures,
        Optional<Figures> before,
        List<Target> targets,
        List<Repair> repairs,
        Standing now) {

    /**
     * Totals of all targets.
     *
     * @param targets the number of watched targets
     * @param availability of all watched time, 0 to 1; empty if nothing was watched
     * @param incidents opened
     * @param critical incidents that were or became critical
     * @param toDetect from the first bad outcome to the incident, on average; empty without incidents
     * @param toRecover from the first bad outcome to the end, for closed incidents; empty if none closed
     * @param muted incidents without a notification because of a maintenance window or a silence
     * @param heldNotices notices delayed by caps or quiet hours
     * @param deadMessages permanently failed messages
     */
    public record Figures(
            int targets,
            Optional<Double> availability,
            int incidents,
            int critical,
            Optional<Duration> toDetect,
            Optional<Duration> toRecover,
            int restarts,
            int muted,
            int heldNotices,
            int deadMessages) {}

    /**
     * One target.
     *
     * @param availability 0 to 1
     * @param before its availability in the period before
     */
    public record Target(
            TargetId id, double availability, Optional<Double> before, Duration down, int incidents, int restarts) {}

    /**
     * A target that restarts do not fix.
     *
     * @param days on how many different days of the last seven
     */
    public record Repair(TargetId id, int days, int restarts) {}

    /**
     * The current state.
     *
     * @param quarantined targets in quarantine
     * @param unboundedLogs large or fast-growing logs, or logs that fill their disk, in words
     * @param moreUnboundedLogs the number of further logs without a size limit
     */
    public record Standing(
            List<TargetId> quarantined, List<OpenLog> unboundedLogs, int moreUnboundedLogs, List<Open> open) {

        public static final Standing UNKNOWN = new Standing(List.of(), List.of(), 0, List.of());

        public Standing {
            quarantined = List.copyOf(quarantined);
            unboundedLogs = List.copyOf(unboundedLogs);
            open = List.copyOf(open);
        }
    }

    /** A log that nothing bounds. */
    public record OpenLog(TargetId id, String standing) {}

    /** An open incident. */
    public record Open(TargetId id, String failure, Instant since) {}

    public Report {
        targets = List.copyOf(targets);
        repairs = List.copyOf(repairs);
    }
}

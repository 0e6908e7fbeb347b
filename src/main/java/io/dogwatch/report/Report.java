package io.dogwatch.report;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a period was like, beside the one before it.
 *
 * @param name such as {@code weekly}
 * @param zone in which its times are told
 * @param knownSince when the journal's knowledge begins, if that is within the period
 * @param before empty if the journal knows nothing of the period before
 * @param targets worst first; those that were watched
 * @param repairs what is restarted day after day, the worst first
 * @param now what needs a person now
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
     * Of all targets together.
     *
     * @param targets how many were watched
     * @param availability of all watched time, 0 to 1; empty if nothing was watched
     * @param incidents that were opened
     * @param critical how many of them were or became critical
     * @param toDetect from the first bad outcome to the incident, on average; empty without incidents
     * @param toRecover from the first bad outcome to the end, of those that ended; empty if none did
     * @param muted incidents of which nobody was told, since a maintenance or a silence was on
     * @param heldNotices notices that came late, for caps or quiet hours
     * @param parkedMessages messages that were given up
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
            int parkedMessages) {}

    /**
     * One target.
     *
     * @param availability 0 to 1
     * @param before its availability in the period before
     */
    public record Target(
            TargetId id, double availability, Optional<Double> before, Duration down, int incidents, int restarts) {}

    /**
     * Something that restarting does not mend.
     *
     * @param days on how many different days of the last seven
     */
    public record Repair(TargetId id, int days, int restarts) {}

    /**
     * What is so now.
     *
     * @param quarantined for which nothing is done any more
     * @param unboundedLogs that are large, grow fast or fill their disk, in words
     * @param moreUnboundedLogs how many others nothing bounds
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

    /** An incident that is open still. */
    public record Open(TargetId id, String failure, Instant since) {}

    public Report {
        targets = List.copyOf(targets);
        repairs = List.copyOf(repairs);
    }
}

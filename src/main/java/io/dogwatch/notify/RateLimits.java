package io.dogwatch.notify;

import io.dogwatch.journal.QueuedNotice;
import io.dogwatch.journal.Sent;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rate limits of one receiver. The first message is sent immediately; notifications soon after it are grouped.
 * Notifications above the limits are held until the oldest message leaves the window, and are then sent in one message.
 * Pure.
 *
 * @param groupInterval the minimum interval between two messages; 0 for one message per notification. Default 30 s (the
 *     group_wait of Prometheus Alertmanager, which also delays the first message)
 * @param perTarget the maximum number of messages about one target in {@code within}; default 5
 * @param overall the maximum number of messages in {@code within}; default 20
 * @param within default 10 m
 */
public record RateLimits(
        Duration groupInterval, int perTarget, int overall, Duration within, Optional<QuietHours> quietHours) {

    public static final RateLimits DEFAULT =
            new RateLimits(Duration.ofSeconds(30), 5, 20, Duration.ofMinutes(10), Optional.empty());

    /** Sends every notification separately and immediately. */
    public static final RateLimits UNLIMITED = new RateLimits(
            Duration.ZERO, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), Optional.empty());

    /** For programs with their own grouping: sends everything immediately, at most one message per second. */
    public static final RateLimits IMMEDIATE = new RateLimits(
            Duration.ofSeconds(1), Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), Optional.empty());

    /**
     * Notifications to send and to hold.
     *
     * @param parcels the messages, in order of their first notifications
     */
    record Plan(List<List<QueuedNotice>> parcels, List<Held> held) {}

    /** Held until {@code until} for the given reason. */
    record Held(QueuedNotice queued, Instant until, String reason) {}

    /** Returns how much history {@link #plan} needs. */
    Duration memory() {
        return within.compareTo(groupInterval) > 0 ? within : groupInterval;
    }

    /**
     * @param ready due notifications in order of creation
     * @param lately messages sent within {@link #memory}, oldest first
     */
    Plan plan(List<QueuedNotice> ready, List<Sent> lately, Instant now) {
        List<Held> held = new ArrayList<>();
        List<QueuedNotice> going = new ArrayList<>();
        Tally tally = new Tally(lately, now.minus(within));
        Map<String, Held> byIncident = new HashMap<>();
        for (QueuedNotice queued : ready) {
            Optional<Held> reason = Optional.ofNullable(byIncident.get(queued.incident()))
                    .map(earlier -> new Held(queued, earlier.until, earlier.reason))
                    .or(() -> quiet(queued, now))
                    .or(() -> tooMuch(queued, tally));
            reason.ifPresent(one -> byIncident.put(queued.incident(), one));
            reason.ifPresentOrElse(held::add, () -> going.add(queued));
        }
        if (tally.parcels.size() >= overall) {
            Instant until = tally.oldest().plus(within);
            String reason = "more than " + overall + " messages within " + HumanDuration.of(within);
            going.forEach(queued -> held.add(new Held(queued, until, reason)));
            return new Plan(List.of(), held);
        }
        // The group interval is not reported as a reason for a delay.
        return new Plan(isPausing(lately, now) ? List.of() : parcels(going), held);
    }

    private boolean isPausing(List<Sent> lately, Instant now) {
        return !lately.isEmpty() && now.isBefore(lately.getLast().at().plus(groupInterval));
    }

    private Optional<Held> quiet(QueuedNotice queued, Instant now) {
        return queued.severity() == Severity.CRITICAL
                ? Optional.empty()
                : quietHours
                        .flatMap(hours -> hours.endIfQuiet(now))
                        .map(end -> new Held(queued, end, "warnings wait until quiet hours end"));
    }

    private Optional<Held> tooMuch(QueuedNotice queued, Tally tally) {
        List<Instant> about = tally.byTarget.getOrDefault(queued.target(), List.of());
        return about.size() < perTarget
                ? Optional.empty()
                : Optional.of(new Held(
                        queued,
                        about.get(about.size() - perTarget).plus(within),
                        "more than " + perTarget + " messages about " + queued.target() + " within "
                                + HumanDuration.of(within)));
    }

    private List<List<QueuedNotice>> parcels(List<QueuedNotice> going) {
        if (groupInterval.isZero()) {
            return going.stream().map(List::of).toList();
        }
        return going.isEmpty() ? List.of() : List.of(going);
    }

    /** Counts of messages within the window. */
    private static final class Tally {
        private final Map<String, Instant> parcels = new HashMap<>();
        private final Map<String, List<Instant>> byTarget = new HashMap<>();

        Tally(List<Sent> lately, Instant since) {
            Map<String, Map<String, Instant>> seen = new HashMap<>();
            for (Sent sent : lately) {
                if (sent.at().isAfter(since)) {
                    parcels.putIfAbsent(sent.parcel(), sent.at());
                    Map<String, Instant> its = seen.computeIfAbsent(sent.target(), target -> new HashMap<>());
                    if (its.putIfAbsent(sent.parcel(), sent.at()) == null) {
                        byTarget.computeIfAbsent(sent.target(), target -> new ArrayList<>())
                                .add(sent.at());
                    }
                }
            }
        }

        Instant oldest() {
            return parcels.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
        }
    }
}

package io.dogwatch.notify;

import io.dogwatch.journal.QueuedNotice;
import io.dogwatch.journal.Sent;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often people are told on one line at most. The first message goes out at once; what comes soon after it is gathered,
 * and what goes beyond the caps is held until the oldest message is old enough, and then told in one. Pure.
 *
 * @param groupInterval the shortest time between two messages; 0 for one message for each notice. Default 30 s (the group_wait of
 *     Prometheus' Alertmanager, which delays the first message too)
 * @param perTarget how many messages about one target within {@code within}; default 5
 * @param overall how many messages within {@code within}; default 20
 * @param within default 10 m
 */
public record RateLimits(
        Duration groupInterval, int perTarget, int overall, Duration within, Optional<QuietHours> quietHours) {

    public static final RateLimits DEFAULT =
            new RateLimits(Duration.ofSeconds(30), 5, 20, Duration.ofMinutes(10), Optional.empty());

    /** Each notice for itself, as soon as it is there. */
    public static final RateLimits BLUNT = new RateLimits(
            Duration.ZERO, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), Optional.empty());

    /** For programs that group and hold by themselves: all at once, and no more than one message a second. */
    public static final RateLimits PROMPT = new RateLimits(
            Duration.ofSeconds(1), Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1), Optional.empty());

    /**
     * What goes now, and what waits.
     *
     * @param parcels each goes out in one message; in the order of their first notices
     */
    record Plan(List<List<QueuedNotice>> parcels, List<Held> held) {}

    /** Held until then, for a reason that people will read. */
    record Held(QueuedNotice posting, Instant until, String why) {}

    /** How far back {@link #plan} has to know what was sent. */
    Duration memory() {
        return within.compareTo(groupInterval) > 0 ? within : groupInterval;
    }

    /**
     * @param ready in the order in which it was written
     * @param lately what was sent within {@link #memory}, oldest first
     */
    Plan plan(List<QueuedNotice> ready, List<Sent> lately, Instant now) {
        List<Held> held = new ArrayList<>();
        List<QueuedNotice> going = new ArrayList<>();
        Tally tally = new Tally(lately, now.minus(within));
        Map<String, Held> byIncident = new HashMap<>();
        for (QueuedNotice posting : ready) {
            Optional<Held> why = Optional.ofNullable(byIncident.get(posting.incident()))
                    .map(earlier -> new Held(posting, earlier.until, earlier.why))
                    .or(() -> quiet(posting, now))
                    .or(() -> tooMuch(posting, tally));
            why.ifPresent(one -> byIncident.put(posting.incident(), one));
            why.ifPresentOrElse(held::add, () -> going.add(posting));
        }
        if (tally.parcels.size() >= overall) {
            Instant until = tally.oldest().plus(within);
            String why = "more than " + overall + " messages within " + MailDurations.words(within);
            going.forEach(posting -> held.add(new Held(posting, until, why)));
            return new Plan(List.of(), held);
        }
        // A pause is no reason that people have to read.
        return new Plan(isPausing(lately, now) ? List.of() : parcels(going), held);
    }

    private boolean isPausing(List<Sent> lately, Instant now) {
        return !lately.isEmpty() && now.isBefore(lately.getLast().at().plus(groupInterval));
    }

    private Optional<Held> quiet(QueuedNotice posting, Instant now) {
        return posting.severity() == Severity.CRITICAL
                ? Optional.empty()
                : quietHours
                        .flatMap(hours -> hours.endIfQuiet(now))
                        .map(end -> new Held(posting, end, "warnings wait until quiet hours end"));
    }

    private Optional<Held> tooMuch(QueuedNotice posting, Tally tally) {
        List<Instant> about = tally.byTarget.getOrDefault(posting.target(), List.of());
        return about.size() < perTarget
                ? Optional.empty()
                : Optional.of(new Held(
                        posting,
                        about.get(about.size() - perTarget).plus(within),
                        "more than " + perTarget + " messages about " + posting.target() + " within "
                                + MailDurations.words(within)));
    }

    private List<List<QueuedNotice>> parcels(List<QueuedNotice> going) {
        if (groupInterval.isZero()) {
            return going.stream().map(List::of).toList();
        }
        return going.isEmpty() ? List.of() : List.of(going);
    }

    /** What was sent within the window of the caps. */
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

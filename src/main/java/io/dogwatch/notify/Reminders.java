package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reminders and escalations for open, unacknowledged incidents: reminders to the same recipients after hours,
 * escalations to others after minutes. All state is in the journal, so a restart of Dogwatch neither repeats nor loses
 * any. Thread-safe.
 */
public final class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Journal journal;
    private final NotifySettings settings;
    private final InstantSource clock;
    private final Predicate<TargetId> muted;

    /** @param muted whether notifications about the target are muted */
    public Reminders(Journal journal, NotifySettings settings, InstantSource clock, Predicate<TargetId> muted) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.muted = muted;
    }

    /** Sends due reminders. Call about once per minute. After a store failure, the next call retries. */
    public void poll() {
        Instant now = clock.instant();
        try {
            journal.openIncidents().forEach(open -> poll(open, now));
        } catch (RuntimeException e) {
            LOG.warn("reminder save failed, retrying error=\"{}\"", e.toString());
        }
    }

    private void poll(Journal.OpenIncident open, Instant now) {
        boolean isSettled = open.lastNotified().isEmpty() || open.acknowledged().isPresent();
        // Reminders due during a silence are sent after it.
        if (isSettled || muted.test(open.incident().target())) {
            return;
        }
        Incident incident = open.incident();
        int sequence = incident.notices() - 1;
        if (isUnheard(incident, now)) {
            journal.enqueue(
                    new Notice(
                            Notice.Kind.UNACKNOWLEDGED,
                            incident,
                            sequence,
                            1,
                            "No further notification about this unless something changes."),
                    now);
        }
        settings.repeatInterval()
                .filter(every -> !now.isBefore(open.lastNotified().get().plus(every)))
                .ifPresent(every -> journal.enqueue(
                        new Notice(Notice.Kind.REMINDER, incident, sequence, round(incident, every, now), next(every)),
                        now));
    }

    /** Returns the number of the reminder; stable for retries. */
    private static int round(Incident incident, Duration every, Instant now) {
        return 1 + (int) Duration.between(incident.openedAt(), now).dividedBy(every);
    }

    private static String next(Duration every) {
        return "Dogwatch repeats this notification every " + HumanDuration.of(every)
                + " until the incident is acknowledged or closed.";
    }

    private boolean isUnheard(Incident incident, Instant now) {
        Optional<Duration> escalationDelay = settings.routes().escalationDelay(incident, now);
        return incident.severity() == Severity.CRITICAL
                && escalationDelay
                        .filter(after -> !now.isBefore(incident.openedAt().plus(after)))
                        .isPresent();
    }
}

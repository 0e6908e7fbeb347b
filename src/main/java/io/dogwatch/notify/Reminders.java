package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
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
 * Says again what people seem to have forgotten: an open incident that nobody has acknowledged, to the same people after
 * hours, and to others after minutes. All it goes by is in the journal, so a restart of Dogwatch neither repeats nor
 * forgets. Safe for use by many threads.
 */
public final class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Journal journal;
    private final NotifySettings settings;
    private final InstantSource clock;
    private final Predicate<TargetId> muted;

    /** @param muted whether a silence or a maintenance is on, so that nobody is to be told anything of the target */
    public Reminders(Journal journal, NotifySettings settings, InstantSource clock, Predicate<TargetId> muted) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.muted = muted;
    }

    /** To be called about once a minute. A store that cannot be used now is asked again at the next call. */
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
        // What is due in a silence is due when it ends.
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

    /** Grows with each reminder, and is the same for the same one. */
    private static int round(Incident incident, Duration every, Instant now) {
        return 1 + (int) Duration.between(incident.openedAt(), now).dividedBy(every);
    }

    private static String next(Duration every) {
        return "Dogwatch repeats this notification every " + MailDurations.words(every)
                + " until the incident is acknowledged or closed.";
    }

    private boolean isUnheard(Incident incident, Instant now) {
        Optional<Duration> patience = settings.routes().patience(incident, now);
        return incident.severity() == Severity.CRITICAL
                && patience.filter(after -> !now.isBefore(incident.openedAt().plus(after)))
                        .isPresent();
    }
}

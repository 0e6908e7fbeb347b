package io.dogwatch.supervise;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.Optional;

/** Records metrics. Each call takes about a microsecond, never blocks and never throws. Thread-safe. */
public interface Meters {

    /** Records nothing; for tests, and for commands without an exporter. */
    Meters NONE = new NoopMeters();

    /**
     * A scheduled probe has ended.
     *
     * @param kind the kind of check, such as {@code http}
     * @param lag delay between schedule and start; negative values count as zero
     */
    void probed(String kind, Duration lag, Outcome outcome);

    /** A probe was skipped because the previous one was still in flight. */
    void probeSkipped(String kind);

    /** @param incident the incident to resolve; empty for a manual request */
    void restartDecided(TargetId target, Intent intent, Optional<Incident> incident);

    /**
     * An action has ended: a restart or any other.
     *
     * @param incident the incident to resolve; empty for a manual request
     * @param took time from the decision to the confirmed result, evidence included
     */
    void restartEnded(TargetId target, Intent intent, Optional<Incident> incident, ActionResult result, Duration took);

    void incidentOpened(Incident incident);

    /** @param incident the closed incident with its outcome */
    void incidentClosed(Incident incident);

    /** @param complete whether every exhibit was gathered in time */
    void evidenceSaved(Duration took, boolean complete);

    /** @param waited time from the creation of the notification until the channel accepted it */
    void notificationSent(Notice.Kind kind, Duration waited);

    /** One attempt to send failed and will be retried. */
    void notificationFailed(Notice.Kind kind);

    /** A notification failed permanently. */
    void notificationDead(Notice.Kind kind);

    /**
     * One attempt to deliver a message has ended.
     *
     * @param channel the configured name, such as {@code mail}
     * @param result one of a closed set, such as {@code accepted}
     */
    void delivered(String channel, String result, Duration took);

    /** @param call one of a closed set, such as {@code inspect} */
    void engineAnswered(String host, String call, Duration took);

    /** @param error one of a closed set, such as {@code unreachable} */
    void engineCallFailed(String host, String call, Duration took, String error);

    /** The engine's event stream was interrupted or could not be opened. */
    void eventsLost(String host);

    /** The host's breaker has opened. */
    void breakerOpened(String host);

    /** The event queue of a target has overflowed. */
    void eventQueueOverflowed(String host);
}

package io.dogwatch.supervise;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the rooms say what happened, so that it is counted. Every call takes about a microsecond, never blocks, never
 * throws, and may come from any thread.
 */
public interface Meters {

    /** Counts nothing; for tests and commands that export nothing. */
    Meters NONE = new NoopMeters();

    /**
     * A scheduled probe has ended.
     *
     * @param kind of the check, such as {@code http}
     * @param lag how much later than scheduled it began; negative counts as zero
     */
    void probed(String kind, Duration lag, Outcome outcome);

    /** A probe was due while the check's last one was still in flight, so it was left out. */
    void probeSkipped(String kind);

    /** @param incident the one it is to cure; empty when a person asked for the restart */
    void restartDecided(TargetId target, Intent intent, Optional<Incident> incident);

    /**
     * A remedy has ended, a restart or any other.
     *
     * @param incident the one it was to cure; empty when a person asked for it
     * @param took from the decision until the result was certain, evidence included
     */
    void restartEnded(TargetId target, Intent intent, Optional<Incident> incident, ActionResult result, Duration took);

    void incidentOpened(Incident incident);

    /** @param incident as closed, with its outcome */
    void incidentClosed(Incident incident);

    /** @param complete whether every exhibit could be had in time */
    void evidenceSaved(Duration took, boolean complete);

    /** @param waited from the notice's creation until the channel took it */
    void noticeSent(Notice.Kind kind, Duration waited);

    /** One attempt to send failed; it will be tried again. */
    void noticeFailed(Notice.Kind kind);

    /** A notice was given up. */
    void noticeParked(Notice.Kind kind);

    /**
     * One attempt to deliver a message has ended.
     *
     * @param channel the configured name, such as {@code mail}
     * @param result the closed word of what became of it, such as {@code accepted}
     */
    void delivered(String channel, String result, Duration took);

    /** @param call the closed word of what was asked, such as {@code inspect} */
    void engineAnswered(String host, String call, Duration took);

    /** @param error the closed word of what went wrong, such as {@code unreachable} */
    void engineCallFailed(String host, String call, Duration took, String error);

    /** The engine's event stream was cut, or could not be opened. */
    void eventsLost(String host);

    /** The host's breaker has opened. */
    void breakerOpened(String host);

    /** More messages came for a target than its mailbox holds. */
    void mailboxOverflown(String host);
}

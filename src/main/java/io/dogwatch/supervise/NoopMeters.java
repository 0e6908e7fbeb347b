package io.dogwatch.supervise;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.Optional;

/** Records nothing. Stateless. */
final class NoopMeters implements Meters {

    @Override
    public void probed(String kind, Duration lag, Outcome outcome) {}

    @Override
    public void probeSkipped(String kind) {}

    @Override
    public void restartDecided(TargetId target, Intent intent, Optional<Incident> incident) {}

    @Override
    public void restartEnded(
            TargetId target, Intent intent, Optional<Incident> incident, ActionResult result, Duration took) {}

    @Override
    public void incidentOpened(Incident incident) {}

    @Override
    public void incidentClosed(Incident incident) {}

    @Override
    public void evidenceSaved(Duration took, boolean complete) {}

    @Override
    public void notificationSent(Notice.Kind kind, Duration waited) {}

    @Override
    public void notificationFailed(Notice.Kind kind) {}

    @Override
    public void notificationDead(Notice.Kind kind) {}

    @Override
    public void delivered(String channel, String result, Duration took) {}

    @Override
    public void engineAnswered(String host, String call, Duration took) {}

    @Override
    public void engineCallFailed(String host, String call, Duration took, String error) {}

    @Override
    public void eventsLost(String host) {}

    @Override
    public void breakerOpened(String host) {}

    @Override
    public void eventQueueOverflowed(String host) {}
}

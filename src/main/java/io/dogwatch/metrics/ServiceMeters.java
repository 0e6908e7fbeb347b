package io.dogwatch.metrics;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Meters;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts what Dogwatch does. No meter has a target as a label, so none must ever be removed; restarts by target are handed on
 * to {@link RestartCounts}. Safe for use by many threads.
 */
final class ServiceMeters implements Meters {

    private final RestartCounts restarts;
    private final ProbeMeters probes;
    private final IncidentMeters incidents;
    private final NotificationMeters telling;
    private final EngineMeters engines;

    ServiceMeters(PrometheusRegistry registry, RestartCounts restarts) {
        this.restarts = restarts;
        this.probes = new ProbeMeters(registry);
        this.incidents = new IncidentMeters(registry);
        this.telling = new NotificationMeters(registry);
        this.engines = new EngineMeters(registry);
    }

    void knownHost(String host) {
        engines.known(host);
    }

    void knownChannel(String channel) {
        telling.known(channel);
    }

    @Override
    public void probed(String kind, Duration lag, Outcome outcome) {
        probes.probed(kind, lag, outcome);
    }

    @Override
    public void probeSkipped(String kind) {
        probes.skipped(kind);
    }

    @Override
    public void restartDecided(TargetId target, Intent intent, Optional<Incident> incident) {
        incidents.decided(intent, incident);
    }

    @Override
    public void restartEnded(
            TargetId target, Intent intent, Optional<Incident> incident, ActionResult result, Duration took) {
        restarts.count(target, result);
        incidents.ended(intent, incident, result, took);
    }

    @Override
    public void incidentOpened(Incident incident) {
        incidents.opened(incident);
    }

    @Override
    public void incidentClosed(Incident incident) {
        incidents.closed(incident);
    }

    @Override
    public void evidenceSaved(Duration took, boolean complete) {
        incidents.evidenceSaved(took, complete);
    }

    @Override
    public void notificationSent(Notice.Kind kind, Duration waited) {
        telling.sent(kind, waited);
    }

    @Override
    public void notificationFailed(Notice.Kind kind) {
        telling.count(kind, "failed");
    }

    @Override
    public void notificationDead(Notice.Kind kind) {
        telling.count(kind, "dead");
    }

    @Override
    public void delivered(String channel, String result, Duration took) {
        telling.delivered(channel, result, took);
    }

    @Override
    public void engineAnswered(String host, String call, Duration took) {
        engines.answered(host, call, took);
    }

    @Override
    public void engineCallFailed(String host, String call, Duration took, String error) {
        engines.failed(host, call, took, error);
    }

    @Override
    public void eventsLost(String host) {
        engines.eventsLost(host);
    }

    @Override
    public void breakerOpened(String host) {
        engines.breakerOpened(host);
    }

    @Override
    public void eventQueueOverflowed(String host) {
        engines.eventQueueOverflowed(host);
    }
}

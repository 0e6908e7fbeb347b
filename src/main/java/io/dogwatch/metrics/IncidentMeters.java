package io.dogwatch.metrics;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Severity;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts incidents and what was done about them. Where it is known, the incident's id goes with the count as an exemplar,
 * which scrapes in OpenMetrics carry. Safe for use by many threads.
 */
final class IncidentMeters {

    /** What a person asked for has no cause. */
    private static final String MANUAL = "manual";

    private final Counter opened;
    private final Counter closed;
    private final Counter decided;
    private final Counter remedies;
    private final Timing restarts;
    private final Timing evidence;
    private final Timing.Series detection;
    private final Timing.Series action;
    private final Timing.Series recovery;

    IncidentMeters(PrometheusRegistry registry) {
        opened = counter(
                registry, "dogwatch_incidents_opened_total", "Incidents opened, by severity at that time", "severity");
        closed = counter(
                registry,
                "dogwatch_incidents_closed_total",
                "Incidents closed, by outcome and by highest severity",
                "outcome",
                "severity");
        decided = counter(
                registry,
                "dogwatch_restarts_decided_total",
                "Restarts decided, by cause; manual: requested by a user",
                "cause");
        remedies = counter(
                registry,
                "dogwatch_restart_actions_total",
                "Completed restart actions, by action, cause and result",
                "action",
                "cause",
                "result");
        restarts = Timing.withExamples(
                registry,
                "dogwatch_restart_duration_seconds",
                "Time from the decision to a known result",
                Buckets.REMEDY,
                "result");
        evidence = new Timing(
                registry, "dogwatch_evidence_duration_seconds", "Time to save evidence", Buckets.REMEDY, "complete");
        detection = incidentTime(registry, "detect", "Time from the first unhealthy outcome to the opened incident");
        action = incidentTime(registry, "act", "Time from the first unhealthy outcome to the first restart");
        recovery = incidentTime(registry, "recover", "Time from the first unhealthy outcome to the verified recovery");
        beginAtZero();
    }

    /** A rate is then 0 and not absent before the first one. */
    private void beginAtZero() {
        for (Severity severity : Severity.values()) {
            opened.initLabelValues(severity.wireName());
            List.of(Reason.RECOVERED, Reason.STOPPED_BY_PERSON, Reason.FINISHED, Reason.REMOVED)
                    .forEach(outcome -> closed.initLabelValues(outcome.wireName(), severity.wireName()));
        }
        RestartCounts.RESULTS.forEach(restarts::series);
        List.of("true", "false").forEach(evidence::series);
    }

    void opened(Incident incident) {
        opened.labelValues(incident.severity().wireName()).incWithExemplar(example(incident));
        detection.record(between(incident.failingSince(), incident.openedAt()), example(incident));
    }

    /** @param incident as closed, with its outcome */
    void closed(Incident incident) {
        closed.labelValues(
                        incident.outcome().map(Reason::wireName).orElse("unknown"),
                        incident.severity().wireName())
                .incWithExemplar(example(incident));
        if (incident.outcome().filter(Reason.RECOVERED::equals).isPresent()) {
            incident.closedAt()
                    .ifPresent(at -> recovery.record(between(incident.failingSince(), at), example(incident)));
        }
    }

    void decided(Intent intent, Optional<Incident> incident) {
        count(decided.labelValues(cause(incident)), incident);
        if (intent.attempt() <= 1) {
            incident.ifPresent(open -> action.record(between(open.failingSince(), intent.decidedAt()), example(open)));
        }
    }

    void ended(Intent intent, Optional<Incident> incident, ActionResult result, Duration took) {
        count(remedies.labelValues(intent.action().wireName(), cause(incident), wireName(result)), incident);
        restarts.series(RestartCounts.wireName(result))
                .record(took, incident.map(IncidentMeters::example).orElse(Labels.EMPTY));
    }

    void evidenceSaved(Duration took, boolean complete) {
        evidence.series(Boolean.toString(complete)).record(took);
    }

    private static void count(CounterDataPoint point, Optional<Incident> incident) {
        if (incident.isPresent()) {
            point.incWithExemplar(example(incident.get()));
        } else {
            point.inc();
        }
    }

    private static String cause(Optional<Incident> incident) {
        return incident.map(open -> open.failure().cause().wireName()).orElse(MANUAL);
    }

    private static String wireName(ActionResult result) {
        return switch (result) {
            case ActionResult.Restarted restarted -> "restarted";
            case ActionResult.Stopped stopped -> "stopped";
            case ActionResult.Superseded superseded -> "superseded";
            case ActionResult.Failed failed -> "failed";
            case ActionResult.Hung hung -> "hung";
            case ActionResult.Undetermined undetermined -> "undetermined";
        };
    }

    /** OpenMetrics allows an exemplar 128 characters in all. */
    private static Labels example(Incident incident) {
        String id = incident.id();
        int most = 128 - "incident_id".length();
        return Labels.of("incident_id", id.length() <= most ? id : id.substring(id.length() - most));
    }

    private static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    private static Timing.Series incidentTime(PrometheusRegistry registry, String what, String help) {
        return Timing.withExamples(registry, "dogwatch_time_to_" + what + "_seconds", help, Buckets.INCIDENT)
                .series();
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}

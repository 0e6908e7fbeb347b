package io.dogwatch.metrics;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.RemedyResult;
import io.dogwatch.supervise.Meters;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TargetId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what Dogwatch does, as Micrometer meters. No meter has a target as a label, so none must ever be removed;
 * restarts by target are handed on to {@link RestartCounts}. Safe for use by many threads.
 */
final class ServiceMeters implements Meters {

    /** Kinds and results known beforehand, so that a rate is 0 and not absent before the first one. */
    private static final List<String> PROBED_KINDS = List.of("http", "tcp");

    private static final Duration[] PROBE_BUCKETS = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 3000);
    private static final Duration[] LAG_BUCKETS = millis(5, 25, 100, 250, 1000, 5000);
    private static final Duration[] CALL_BUCKETS = millis(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000);
    private static final Duration[] INCIDENT_BUCKETS =
            millis(100, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000);

    private final MeterRegistry registry;
    private final RestartCounts restarts;

    ServiceMeters(MeterRegistry registry, RestartCounts restarts) {
        this.registry = registry;
        this.restarts = restarts;
        PROBED_KINDS.forEach(kind -> {
            skipped(kind);
            duration(kind);
            List.of("healthy", "unhealthy", "inconclusive").forEach(outcome -> probes(kind, outcome));
        });
        lag();
        opened();
        detection();
        action();
        recovery();
        List.of(Reason.RECOVERED, Reason.STOPPED_BY_PERSON, Reason.FINISHED, Reason.REMOVED)
                .forEach(outcome -> closed(outcome.word()));
        List.of("restarted", "superseded", "failed", "undetermined").forEach(this::restartDuration);
        List.of(true, false).forEach(this::evidence);
        for (Notice.Kind kind : Notice.Kind.values()) {
            List.of("sent", "failed", "parked").forEach(result -> notices(kind, result));
        }
        delivery();
    }

    @Override
    public void probed(String kind, Duration lag, Outcome outcome) {
        lag().record(lag.isNegative() ? Duration.ZERO : lag);
        switch (outcome) {
            case Outcome.Healthy healthy -> {
                probes(kind, "healthy").increment();
                duration(kind).record(healthy.took());
            }
            case Outcome.Unhealthy unhealthy -> {
                probes(kind, "unhealthy").increment();
                duration(kind).record(unhealthy.took());
            }
            case Outcome.Inconclusive inconclusive ->
                probes(kind, "inconclusive").increment();
        }
    }

    @Override
    public void probeSkipped(String kind) {
        skipped(kind).increment();
    }

    @Override
    public void restartDecided(TargetId target, Intent intent, Optional<Incident> incident) {
        String cause = incident.map(open -> open.failure().cause().word()).orElse("asked");
        counter("dogwatch.restarts.decided", "Restarts decided, by what was wrong; asked: a person wanted it")
                .tag("cause", cause)
                .register(registry)
                .increment();
        if (intent.attempt() <= 1) {
            incident.ifPresent(open -> action().record(between(open.failingSince(), intent.decidedAt())));
        }
    }

    @Override
    public void restartEnded(TargetId target, RemedyResult result, Duration took) {
        restarts.count(target, result);
        restartDuration(RestartCounts.word(result)).record(took);
    }

    @Override
    public void incidentOpened(Incident incident) {
        opened().increment();
        detection().record(between(incident.failingSince(), incident.openedAt()));
    }

    @Override
    public void incidentClosed(Incident incident) {
        closed(incident.outcome().map(Reason::word).orElse("unknown")).increment();
        if (incident.outcome().filter(Reason.RECOVERED::equals).isPresent()) {
            incident.closedAt().ifPresent(at -> recovery().record(between(incident.failingSince(), at)));
        }
    }

    @Override
    public void evidenceSaved(Duration took, boolean complete) {
        evidence(complete).record(took);
    }

    @Override
    public void noticeSent(Notice.Kind kind, Duration waited) {
        notices(kind, "sent").increment();
        delivery().record(waited);
    }

    @Override
    public void noticeFailed(Notice.Kind kind) {
        notices(kind, "failed").increment();
    }

    @Override
    public void noticeParked(Notice.Kind kind) {
        notices(kind, "parked").increment();
    }

    @Override
    public void engineCallFailed(String host, String error) {
        counter("dogwatch.engine.call.errors", "Calls to the Docker engine that did not do what they were to do")
                .tag("host", LabelText.of(host))
                .tag("error", error)
                .register(registry)
                .increment();
    }

    private Counter probes(String kind, String outcome) {
        return counter("dogwatch.probes", "Scheduled probes that ended, by their outcome")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter skipped(String kind) {
        return counter("dogwatch.probes.skipped", "Probes left out because the last one was still in flight")
                .tag("kind", kind)
                .register(registry);
    }

    private Timer duration(String kind) {
        return timer("dogwatch.probe.duration", "How long conclusive probes took", PROBE_BUCKETS)
                .tag("kind", kind)
                .register(registry);
    }

    private Timer lag() {
        return timer("dogwatch.probe.lag", "How much later than scheduled probes began", LAG_BUCKETS)
                .register(registry);
    }

    private Timer restartDuration(String result) {
        return timer("dogwatch.restart.duration", "From the decision to a certain result", CALL_BUCKETS)
                .tag("result", result)
                .register(registry);
    }

    private Counter opened() {
        return counter("dogwatch.incidents.opened", "Incidents opened").register(registry);
    }

    private Counter closed(String outcome) {
        return counter("dogwatch.incidents.closed", "Incidents closed, by why")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer detection() {
        return timer("dogwatch.time.to.detect", "From the first bad outcome to the opened incident", INCIDENT_BUCKETS)
                .register(registry);
    }

    private Timer action() {
        return timer("dogwatch.time.to.act", "From the first bad outcome to the first restart", INCIDENT_BUCKETS)
                .register(registry);
    }

    private Timer recovery() {
        return timer("dogwatch.time.to.recover", "From the first bad outcome to the proven recovery", INCIDENT_BUCKETS)
                .register(registry);
    }

    private Timer evidence(boolean complete) {
        return timer("dogwatch.evidence.duration", "How long it took to save evidence", CALL_BUCKETS)
                .tag("complete", Boolean.toString(complete))
                .register(registry);
    }

    private Counter notices(Notice.Kind kind, String result) {
        return counter("dogwatch.notices", "Notices sent and parked, and attempts that failed")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("result", result)
                .register(registry);
    }

    private Timer delivery() {
        return timer("dogwatch.notice.delivery", "From a notice's creation until it was sent", INCIDENT_BUCKETS)
                .register(registry);
    }

    private static Counter.Builder counter(String name, String help) {
        return Counter.builder(name).description(help);
    }

    private static Timer.Builder timer(String name, String help, Duration[] buckets) {
        return Timer.builder(name).description(help).serviceLevelObjectives(buckets);
    }

    /** Never negative: the two instants may come from different clocks. */
    private static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}

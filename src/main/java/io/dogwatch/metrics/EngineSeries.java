package io.dogwatch.metrics;

import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.HostVitals;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/** The series that each Docker engine has. Used by one thread, for one scrape. */
final class EngineSeries {

    private static final List<String> BREAKER_STATES = List.of("closed", "open", "half-open");

    private final MetricFamily.Gauge connected = new MetricFamily.Gauge(
            "dogwatch_engine_connected", "1 while the engine responds and its event stream is open, otherwise 0");
    private final MetricFamily.Counter gaps =
            new MetricFamily.Counter("dogwatch_engine_event_gaps", "Interruptions of the engine's event stream");
    private final MetricFamily.Counter events =
            new MetricFamily.Counter("dogwatch_engine_events", "Container events received from the engine");
    private final MetricFamily.Gauge lastEvent = new MetricFamily.Gauge(
            "dogwatch_engine_last_event_timestamp_seconds",
            "Time of the latest event by the engine's clock; no series before the first event");
    private final MetricFamily.Gauge lastList = new MetricFamily.Gauge(
            "dogwatch_engine_last_list_timestamp_seconds",
            "Time of the last complete container list; no series before the first one");
    private final MetricFamily.Gauge breaker = new MetricFamily.Gauge(
            "dogwatch_breaker_state", "1 for the current state of the host's breaker, 0 for all others");
    private final MetricFamily.Gauge trouble = new MetricFamily.Gauge(
            "dogwatch_breaker_failing_targets", "Failing targets counted by the open breaker; 0 while it is closed");
    private final MetricFamily.Gauge waiting = new MetricFamily.Gauge(
            "dogwatch_event_queue_length", "Events waiting to be evaluated, for all targets of the host");

    void add(HostView host) {
        Labels labels = Labels.of("host", LabelText.of(host.host()));
        connected.add(labels, host.connected() ? 1 : 0);
        gaps.add(labels, (double) host.gaps());
        events.add(labels, (double) host.events());
    }

    void add(HostVitals vitals) {
        String host = LabelText.of(vitals.host());
        Labels labels = Labels.of("host", host);
        vitals.lastEvent().ifPresent(at -> lastEvent.add(labels, seconds(at)));
        vitals.lastList().ifPresent(at -> lastList.add(labels, seconds(at)));
        BREAKER_STATES.forEach(
                state -> breaker.add(Labels.of("host", host, "state", state), state.equals(vitals.breaker()) ? 1 : 0));
        trouble.add(labels, vitals.inTrouble());
        waiting.add(labels, vitals.waiting());
    }

    List<MetricFamily> families() {
        return List.of(connected, gaps, events, lastEvent, lastList, breaker, trouble, waiting);
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}

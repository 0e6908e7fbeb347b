package io.dogwatch.metrics;

import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.HostVitals;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/** The series that each Docker engine has. Used by one thread, for one scrape. */
final class EngineSeries {

    private static final List<String> BREAKER_STATES = List.of("closed", "open", "half-open");

    private final Family.Gauge connected = new Family.Gauge(
            "dogwatch_engine_connected", "1 while the engine answers and its event stream is open, else 0");
    private final Family.Counter gaps =
            new Family.Counter("dogwatch_engine_event_gaps", "How often the engine's event stream was cut");
    private final Family.Counter events =
            new Family.Counter("dogwatch_engine_events", "Events about containers that the engine sent");
    private final Family.Gauge lastEvent = new Family.Gauge(
            "dogwatch_engine_last_event_timestamp_seconds",
            "When the newest event happened, by the engine's clock; none before the first");
    private final Family.Gauge lastList = new Family.Gauge(
            "dogwatch_engine_last_list_timestamp_seconds",
            "When all containers were last listed; none before the first time");
    private final Family.Gauge breaker =
            new Family.Gauge("dogwatch_breaker_state", "1 for the state the host's breaker is in, 0 for every other");
    private final Family.Gauge trouble = new Family.Gauge(
            "dogwatch_breaker_failing_targets", "Targets because of which the breaker is open; 0 while it is closed");
    private final Family.Gauge waiting = new Family.Gauge(
            "dogwatch_event_queue_length", "Messages that wait to be judged, of all targets of the host");

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

    List<Family> families() {
        return List.of(connected, gaps, events, lastEvent, lastList, breaker, trouble, waiting);
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}

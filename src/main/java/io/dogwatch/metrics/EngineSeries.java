package io.dogwatch.metrics;

import io.dogwatch.supervise.HostView;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** The series that each Docker engine has. Used by one thread, for one scrape. */
final class EngineSeries {

    private final Family.Gauge connected = new Family.Gauge(
            "dogwatch_engine_connected", "1 while the engine answers and its event stream is open, else 0");
    private final Family.Counter gaps =
            new Family.Counter("dogwatch_engine_event_gaps", "How often the engine's event stream was cut");
    private final Family.Counter events =
            new Family.Counter("dogwatch_engine_events", "Events about containers that the engine sent");

    void add(HostView host) {
        Labels labels = Labels.of("host", LabelText.of(host.host()));
        connected.add(labels, host.connected() ? 1 : 0);
        gaps.add(labels, (double) host.gaps());
        events.add(labels, (double) host.events());
    }

    List<Family> families() {
        return List.of(connected, gaps, events);
    }
}

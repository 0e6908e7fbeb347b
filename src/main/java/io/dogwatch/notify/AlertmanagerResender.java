package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Incident;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Resends open incidents to each routed Alertmanager, which drops alerts that are not resent and all alerts when it
 * restarts. Thread-safe.
 */
public final class AlertmanagerResender {

    /** The default resend interval of Prometheus. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    private final Journal journal;
    private final Routes routes;
    private final Map<String, AlertmanagerChannel> channels;
    private final Map<String, FailureLogLimiter> troubles;
    private final InstantSource clock;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    AlertmanagerResender(
            Journal journal, Routes routes, Map<String, AlertmanagerChannel> channels, InstantSource clock) {
        this.journal = journal;
        this.routes = routes;
        this.channels = Map.copyOf(channels);
        this.troubles = channels.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> new FailureLogLimiter("Channel " + name)));
        this.clock = clock;
    }

    /**
     * Resends all open incidents. Call every minute. Blocks until the Alertmanagers respond; does nothing while another
     * call is in progress.
     */
    public void repeat() {
        if (!isUnderWay.compareAndSet(false, true)) {
            return;
        }
        try {
            channels.forEach(this::repeat);
        } finally {
            isUnderWay.set(false);
        }
    }

    private void repeat(String name, AlertmanagerChannel channel) {
        FailureLogLimiter trouble = troubles.get(name);
        if (trouble == null) {
            return;
        }
        try {
            switch (channel.repeat(() -> open(name))) {
                case Delivery.Accepted accepted -> trouble.over(clock.instant());
                case Delivery.TryAgain(var reason, var pause) -> trouble.met(reason, clock.instant());
                case Delivery.Refused(var reason) -> trouble.met(reason, clock.instant());
            }
        } catch (StoreException e) {
            trouble.met(e.getMessage(), clock.instant());
        }
    }

    private List<Incident> open(String channel) {
        return journal.openIncidents().stream()
                .map(Journal.OpenIncident::incident)
                .filter(incident -> routes.about(incident, incident.openedAt()).stream()
                        .anyMatch(route -> route.channels().contains(channel)))
                .toList();
    }
}

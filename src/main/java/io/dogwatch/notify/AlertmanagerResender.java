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
 * Repeats the open incidents to each Alertmanager that is told of them: it forgets what is not repeated, and everything when
 * it is started anew. Safe for use by many threads.
 */
public final class AlertmanagerResender {

    /** Prometheus itself repeats its alerts every minute. */
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

    /** Every minute. Blocks for as long as the Alertmanagers let it; does nothing while another call is under way. */
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
                case Delivery.TryAgain(var why, var pause) -> trouble.met(why, clock.instant());
                case Delivery.Refused(var why) -> trouble.met(why, clock.instant());
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

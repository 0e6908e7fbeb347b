package io.dogwatch.notify;

import io.dogwatch.judge.Incident;
import java.util.List;
import java.util.function.Supplier;

/** Sends and resends alerts to one Alertmanager. Thread-safe. */
final class AlertmanagerChannel implements Channel {

    private final AlertmanagerPayload payload;
    private final WebPost post;

    AlertmanagerChannel(AlertmanagerPayload payload, WebPost post) {
        this.payload = payload;
        this.post = post;
    }

    @Override
    public synchronized Delivery deliver(OutgoingMessage message) {
        return post.send(payload.call(message));
    }

    /**
     * Resends open incidents.
     *
     * @param open evaluated under the lock of this channel, so an incident whose closing was already sent is not
     *     reopened
     */
    synchronized Delivery repeat(Supplier<List<Incident>> open) {
        List<Incident> incidents = open.get();
        return incidents.isEmpty() ? new Delivery.Accepted() : post.send(payload.repetition(incidents));
    }
}

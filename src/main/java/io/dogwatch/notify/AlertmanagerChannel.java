package io.dogwatch.notify;

import io.dogwatch.judge.Incident;
import java.util.List;
import java.util.function.Supplier;

/** Alerts to one Alertmanager, and their repetitions. Safe for use by many threads. */
final class AlertmanagerChannel implements Channel {

    private final AlertmanagerPayload form;
    private final WebPost post;

    AlertmanagerChannel(AlertmanagerPayload form, WebPost post) {
        this.form = form;
        this.post = post;
    }

    @Override
    public synchronized Delivery deliver(OutgoingMessage message) {
        return post.send(form.call(message));
    }

    /**
     * Says that these are still open.
     *
     * @param open asked while nothing else is sent: what was told to be closed before that is not among them, so that no
     *     repetition opens it again
     */
    synchronized Delivery repeat(Supplier<List<Incident>> open) {
        List<Incident> incidents = open.get();
        return incidents.isEmpty() ? new Delivery.Accepted() : post.send(form.repetition(incidents));
    }
}

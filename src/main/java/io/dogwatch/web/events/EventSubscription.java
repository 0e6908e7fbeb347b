package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscriber of the broadcaster that reads at its own pace. Not thread-safe. */
final class EventSubscription implements EventStream.Source {

    private final EventBroadcaster feed;
    private final Optional<TargetId> wanted;
    private long received;
    private boolean mustReload;
    private volatile @Nullable PendingWrite pendingWrite;

    /**
     * @param heard the number of the last known event
     * @param mustReload whether missed events are no longer available
     */
    EventSubscription(EventBroadcaster feed, Optional<TargetId> wanted, long heard, boolean mustReload) {
        this.feed = feed;
        this.wanted = wanted;
        this.received = heard;
        this.mustReload = mustReload;
    }

    long received() {
        return received;
    }

    /** @param since from {@link System#nanoTime} */
    private record PendingWrite(Thread by, long since) {}

    /** Disconnects a client that has accepted nothing for {@code patience}. */
    void cutIfNotRead(Duration writeTimeout) {
        PendingWrite now = pendingWrite;
        if (now != null && System.nanoTime() - now.since() > writeTimeout.toNanos()) {
            now.by().interrupt();
        }
    }

    private void write(EventStream.Sink sink, String events) throws IOException {
        pendingWrite = new PendingWrite(Thread.currentThread(), System.nanoTime());
        try {
            sink.write(events);
        } finally {
            pendingWrite = null;
        }
    }

    /** Sends events until the service stops. */
    @Override
    public void send(EventStream.Sink sink) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("retry: 2000\n\n");
        if (mustReload) {
            reset(text);
        } else {
            event(text, "ready", received, "{\"from\":\"" + feed.id(received) + "\"}");
        }
        long lastWrite = System.nanoTime();
        while (true) {
            if (!text.isEmpty()) {
                write(sink, text.toString());
                text.setLength(0);
                lastWrite = System.nanoTime();
            }
            switch (feed.next(this)) {
                case EventBroadcaster.Step.News(var events) -> events.forEach(event -> take(text, event));
                case EventBroadcaster.Step.Reset(long number) -> {
                    received = number;
                    reset(text);
                }
                case EventBroadcaster.Step.Over over -> {
                    return;
                }
            }
            if (text.isEmpty()
                    && System.nanoTime() - lastWrite >= feed.heartbeat().toNanos()) {
                text.append(": heartbeat\n\n");
            }
        }
    }

    private void take(StringBuilder text, ServerSentEvent event) {
        received = event.number();
        if (event.concerns(wanted)) {
            event(
                    text,
                    event.kind(),
                    event.number(),
                    "{\"version\":" + event.number() + "," + event.json().substring(1));
        }
    }

    private void reset(StringBuilder text) {
        mustReload = false;
        event(text, "reset", received, "{\"why\":\"missed events are no longer available; reload all data\"}");
    }

    private void event(StringBuilder text, String kind, long number, String json) {
        text.append("id: ").append(feed.id(number)).append("\nevent: ").append(kind);
        text.append("\ndata: ").append(json).append("\n\n");
    }

    @Override
    public void close() {
        feed.leave(this);
    }
}

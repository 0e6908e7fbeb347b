package io.dogwatch.web.events;

import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One who listens to the feed, at its own pace. For one thread. */
final class EventSubscription implements EventStream.Story {

    private final EventBroadcaster feed;
    private final Optional<TargetId> wanted;
    private long received;
    private boolean mustReload;
    private volatile @Nullable Saying saying;

    /**
     * @param heard the number of the last event that is known
     * @param mustReload whether it has missed what nobody can tell it any more
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

    /** @param since by {@link System#nanoTime} */
    private record Saying(Thread by, long since) {}

    /** Ends a stream that has not taken what was written for so long. */
    void cutIfNotRead(Duration patience) {
        Saying now = saying;
        if (now != null && System.nanoTime() - now.since() > patience.toNanos()) {
            now.by().interrupt();
        }
    }

    private void say(EventStream.Mouth mouth, String events) throws IOException {
        saying = new Saying(Thread.currentThread(), System.nanoTime());
        try {
            mouth.say(events);
        } finally {
            saying = null;
        }
    }

    /** Goes on until the service ends. */
    @Override
    public void send(EventStream.Mouth mouth) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("retry: 2000\n\n");
        if (mustReload) {
            reset(text);
        } else {
            event(text, "ready", received, "{\"from\":\"" + feed.id(received) + "\"}");
        }
        long said = System.nanoTime();
        while (true) {
            if (!text.isEmpty()) {
                say(mouth, text.toString());
                text.setLength(0);
                said = System.nanoTime();
            }
            switch (feed.next(this)) {
                case EventBroadcaster.Step.News(var happenings) ->
                    happenings.forEach(happening -> take(text, happening));
                case EventBroadcaster.Step.Reset(long number) -> {
                    received = number;
                    reset(text);
                }
                case EventBroadcaster.Step.Over over -> {
                    return;
                }
            }
            if (text.isEmpty() && System.nanoTime() - said >= feed.heartbeat().toNanos()) {
                text.append(": nothing new\n\n");
            }
        }
    }

    private void take(StringBuilder text, ServerSentEvent happening) {
        received = happening.number();
        if (happening.concerns(wanted)) {
            event(
                    text,
                    happening.kind(),
                    happening.number(),
                    "{\"version\":" + happening.number() + ","
                            + happening.json().substring(1));
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

package io.dogwatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a watcher outside that Dogwatch works, as long as it does: a watcher that lives on the same machine, or in the same
 * process, dies with it. When something that it cannot do without does not work, nothing is sent, and the other side raises the
 * alarm. Safe for use by many threads.
 */
public final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HeartbeatSettings settings;
    private final Supplier<List<String>> troubles;
    private final InstantSource clock;
    private final WebPost post;
    private final FailureLogLimiter silent = new FailureLogLimiter("heartbeat");
    private final FailureLogLimiter withheld = new FailureLogLimiter("heartbeat precondition");
    private volatile Optional<Instant> lastSuccess = Optional.empty();

    /** @param troubles what does not work now, one line each; asked at each beat, and may take a while */
    public Heartbeat(HeartbeatSettings settings, Supplier<List<String>> troubles, InstantSource clock) {
        this.settings = settings;
        this.troubles = troubles;
        this.clock = clock;
        this.post = new WebPost(
                new ChannelSettings(
                        "heartbeat", ChannelSettings.Kind.WEBHOOK, settings.url(), Optional.empty(), TIMEOUT),
                clock);
    }

    public Duration every() {
        return settings.interval();
    }

    /** Takes some seconds at most. Never throws. */
    public void beat() {
        List<String> wrong = troubles.get();
        if (!wrong.isEmpty()) {
            withheld.met("heartbeat withheld: " + String.join("; ", wrong), clock.instant());
            return;
        }
        withheld.over(clock.instant());
        switch (post.send(new WebCall(settings.url(), Map.of(), "{\"status\": \"ok\"}"))) {
            case Delivery.Accepted accepted -> {
                lastSuccess = Optional.of(clock.instant());
                silent.over(clock.instant());
            }
            case Delivery.TryAgain again -> silent.met(again.why(), clock.instant());
            case Delivery.Refused(var why) -> silent.met(why, clock.instant());
        }
        LOG.debug("heartbeat accepted at={}", lastSuccess);
    }

    /** When the other side last took one; empty before the first. */
    public Optional<Instant> lastSuccess() {
        return lastSuccess;
    }
}

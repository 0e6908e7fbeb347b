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
 * Sends heartbeats to an external monitoring service while Dogwatch is healthy. A monitor on the same host would fail
 * together with Dogwatch. If an essential component fails, no heartbeat is sent and the service raises an alert.
 * Thread-safe.
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

    /** @param troubles the current problems, one line each; evaluated at each heartbeat and may take some time */
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

    /** Sends a heartbeat. Takes at most some seconds. Never throws. */
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
            case Delivery.TryAgain again -> silent.met(again.reason(), clock.instant());
            case Delivery.Refused(var reason) -> silent.met(reason, clock.instant());
        }
        LOG.debug("heartbeat accepted at={}", lastSuccess);
    }

    /** Returns when the last heartbeat was accepted; empty before the first one. */
    public Optional<Instant> lastSuccess() {
        return lastSuccess;
    }
}

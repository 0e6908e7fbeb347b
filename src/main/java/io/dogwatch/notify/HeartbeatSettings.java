package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;

/**
 * Settings of the heartbeat to an external monitoring service.
 *
 * @param url receives periodic POST requests, as in healthchecks services; a secret
 * @param interval 10 s to 1 h, default 1 m
 */
public record HeartbeatSettings(URI url, Duration interval) {

    public static final Duration INTERVAL = Duration.ofMinutes(1);
}

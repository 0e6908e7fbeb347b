package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;

/**
 * Whom Dogwatch tells that it works, so that somebody notices when it does not.
 *
 * @param url where a POST is expected again and again, as healthchecks services do; a secret
 * @param interval 10 s to 1 h, default 1 m
 */
public record HeartbeatSettings(URI url, Duration interval) {

    public static final Duration INTERVAL = Duration.ofMinutes(1);
}

package io.dogwatch.tell;

import java.net.URI;
import java.time.Duration;

/**
 * Whom Dogwatch tells that it works, so that somebody notices when it does not.
 *
 * @param url where a POST is expected again and again, as healthchecks services do; a secret
 * @param every 10 s to 1 h, default 1 m
 */
public record HeartbeatSettings(URI url, Duration every) {

    public static final Duration EVERY = Duration.ofMinutes(1);
}

package io.dogwatch.replay.policytest;

import java.time.Duration;
import java.util.Map;

/**
 * The container a story is about.
 *
 * @param host the name of its engine
 * @param restart the engine's own restart policy, such as {@code no} or {@code unless-stopped}
 * @param stopTimeout how long it is given to end
 */
public record Subject(
        String host, String name, String image, Map<String, String> labels, String restart, Duration stopTimeout) {

    public Subject {
        labels = Map.copyOf(labels);
    }
}

package io.dogwatch.model;

import java.time.Instant;

/**
 * One life of a container: what a restart replaces. {@code docker restart} keeps the id, so only both values together
 * tell two lives apart. (The engine's RestartCount would not do: an external restart resets it to zero.)
 *
 * @param containerId the engine's full 64-digit id
 * @param startedAt when the engine started this life, by the engine's clock
 */
public record Incarnation(String containerId, Instant startedAt) {

    @Override
    public String toString() {
        return containerId.substring(0, Math.min(12, containerId.length())) + "@" + startedAt;
    }
}

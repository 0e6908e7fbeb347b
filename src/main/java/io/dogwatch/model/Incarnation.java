package io.dogwatch.model;

import java.time.Instant;

/**
 * One life of a container, from a start to its end. {@code docker restart} keeps the id, so only both values
 * together identify a life. (The engine's RestartCount is not suitable: an external restart resets it to zero.)
 *
 * @param containerId the engine's full 64-digit id
 * @param startedAt start of this life, by the engine's clock
 */
public record Incarnation(String containerId, Instant startedAt) {

    @Override
    public String toString() {
        return containerId.substring(0, Math.min(12, containerId.length())) + "@" + startedAt;
    }
}

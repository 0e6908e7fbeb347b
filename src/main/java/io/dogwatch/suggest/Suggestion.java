package io.dogwatch.suggest;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found at one port of a container.
 *
 * @param port inside the container
 * @param check the check that would suit it; empty if none would
 * @param found what was seen there, for people
 */
public record Suggestion(int port, Optional<Proposal> check, String found) {

    /**
     * A check in the words of the configuration.
     *
     * @param keys the kind's keys with their values, without {@code kind}
     */
    public record Proposal(String name, String kind, Map<String, String> keys) {
        public Proposal {
            keys = new TreeMap<>(keys);
        }
    }
}

package io.dogwatch.probe;

import java.util.Set;

/**
 * The network location of Dogwatch relative to the containers of one engine. It determines which addresses are
 * reachable.
 */
public sealed interface NetworkVantage {

    /**
     * In the network namespace of the engine's machine: all bridge networks are reachable, and loopback is the
     * machine's.
     */
    record SameMachine() implements NetworkVantage {}

    /**
     * In a container of the same engine. Docker drops packets between bridge networks, so an address in another
     * network would look like a hang. Such addresses are not used.
     *
     * @param networks the names of the networks of Dogwatch's own container
     */
    record SharedNetworks(Set<String> networks) implements NetworkVantage {
        public SharedNetworks {
            networks = Set.copyOf(networks);
        }
    }

    /**
     * On another machine: only published ports are reachable.
     *
     * @param hostname the host of the {@code tcp://} endpoint of the engine; a name or a numeric address
     */
    record Elsewhere(String hostname) implements NetworkVantage {}
}

package io.dogwatch.probe;

import java.util.Set;

/** Where Dogwatch stands relative to the containers of one engine: it decides which of their addresses it can reach. */
public sealed interface NetworkVantage {

    /** In the network namespace of the engine's machine: every bridge is reachable, loopback is the machine's. */
    record SameMachine() implements NetworkVantage {}

    /**
     * In a container of the same engine. Docker drops packets from one bridge network to another, so that an address in
     * a network that is not shared would look like a hang; such addresses are not used.
     *
     * @param networks the names of the networks that Dogwatch's own container is attached to
     */
    record SharedNetworks(Set<String> networks) implements NetworkVantage {
        public SharedNetworks {
            networks = Set.copyOf(networks);
        }
    }

    /**
     * On another machine: only published ports are reachable.
     *
     * @param hostname the engine's, as in its {@code tcp://} endpoint; a name or a numeric address
     */
    record Elsewhere(String hostname) implements NetworkVantage {}
}

package io.dogwatch.probe;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The network location of Dogwatch relative to the containers of one engine. It determines which addresses are
 * reachable.
 */
public sealed interface NetworkVantage {

    /**
     * On the engine's machine, as far as the endpoint shows: loopback is the machine's, and bridge networks are
     * reachable. The engine may still be in a virtual machine or in a different network namespace (Docker Desktop,
     * rootless Docker), and macvlan networks are not reachable from their own machine.
     *
     * @param attached whether an address lies in a network of this machine; other addresses are not used
     */
    record SameMachine(Predicate<InetAddress> attached) implements NetworkVantage {
        public SameMachine() {
            this(new LocalNetworks());
        }
    }

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

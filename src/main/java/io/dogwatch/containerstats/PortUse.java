package io.dogwatch.containerstats;

import io.dogwatch.containerstats.Listener.Reach;
import io.dogwatch.containerstats.Listeners.Whose;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ListenCheck.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The use of one container port: its declaration to the engine next to its actual listeners. Pure.
 *
 * @param port 1 to 65535, inside the container
 * @param published the published address, such as {@code 127.0.0.1:8080}; empty if not published
 * @param isExposed whether the image or its creator declares the port
 * @param sockets the listening sockets
 */
public record PortUse(int port, Protocol protocol, List<String> published, boolean isExposed, List<Listener> sockets) {

    /** Where Docker's own name server listens in containers of networks that people have made (libnetwork's resolver). */
    private static final String DOCKER_DNS = "127.0.0.11";

    private static final Comparator<PortUse> ORDER =
            Comparator.comparingInt(PortUse::port).thenComparing(PortUse::protocol);

    /** Who can reach what listens. */
    public enum Status {
        EVERYBODY("listens-for-all"),
        ONE_ADDRESS("one-address"),
        LOOPBACK("loopback-only"),
        NOTHING("nothing-listens"),
        DOCKER("docker-dns");

        private final String wireName;

        Status(String word) {
            this.wireName = word;
        }

        public String wireName() {
            return wireName;
        }
    }

    private record Key(int port, Protocol protocol) {}

    public PortUse {
        published = List.copyOf(published);
        sockets = List.copyOf(sockets);
    }

    /** All declared or used ports in order; in the machine's network, only declared ones. */
    static List<PortUse> of(ContainerSnapshot.Network network, Listeners listeners) {
        Set<Key> keys = Stream.concat(
                        network.ports().stream()
                                .flatMap(port -> protocol(port).map(its -> new Key(port.container(), its))),
                        listeners.whose() == Whose.MACHINE
                                ? Stream.of()
                                : listeners.sockets().stream().map(it -> new Key(it.port(), it.protocol())))
                .collect(Collectors.toSet());
        return keys.stream()
                .map(key -> of(key, network, listeners))
                .sorted(ORDER)
                .toList();
    }

    private static PortUse of(Key key, ContainerSnapshot.Network network, Listeners listeners) {
        List<ContainerSnapshot.Port> named = network.ports().stream()
                .filter(port -> port.container() == key.port() && protocol(port).anyMatch(its -> its == key.protocol()))
                .toList();
        Set<String> published = named.stream()
                .filter(port -> port.host() > 0)
                .map(PortUse::socket)
                .collect(Collectors.toCollection(TreeSet::new));
        return new PortUse(
                key.port(),
                key.protocol(),
                List.copyOf(published),
                !named.isEmpty(),
                listeners.on(key.protocol(), key.port()));
    }

    private static String socket(ContainerSnapshot.Port port) {
        String address = port.hostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port.host();
    }

    /** Empty for SCTP: its sockets are not read. */
    private static Stream<Protocol> protocol(ContainerSnapshot.Port port) {
        return Stream.of(Protocol.values()).filter(each -> each.wireName().equals(port.protocol()));
    }

    public Status status() {
        if (sockets.isEmpty()) {
            return Status.NOTHING;
        }
        if (sockets.stream().anyMatch(socket -> socket.reach() == Reach.ALL)) {
            return Status.EVERYBODY;
        }
        if (sockets.stream().anyMatch(socket -> socket.reach() == Reach.ADDRESS)) {
            return Status.ONE_ADDRESS;
        }
        boolean isDockers = !isExposed
                && sockets.stream().allMatch(socket -> socket.address().equals(DOCKER_DNS));
        return isDockers ? Status.DOCKER : Status.LOOPBACK;
    }

    /** Whether no process listens behind the published port. */
    public boolean isUnreachable() {
        return !published.isEmpty() && (status() == Status.NOTHING || status() == Status.LOOPBACK);
    }

    /** A few words for people, such as {@code published, but nothing listens}. */
    public String words() {
        String named = published.isEmpty() ? isExposed ? "exposed, but " : "" : "published, but ";
        return switch (status()) {
            case EVERYBODY -> "listens on all interfaces";
            case ONE_ADDRESS -> "listens on one address only";
            case LOOPBACK -> named + "only on loopback" + (isExposed ? ": bind it to 0.0.0.0" : "");
            case NOTHING -> named + "nothing listens";
            case DOCKER -> "Docker's DNS server";
        };
    }
}

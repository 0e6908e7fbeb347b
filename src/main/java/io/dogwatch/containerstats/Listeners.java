package io.dogwatch.containerstats;

import io.dogwatch.containerstats.Listener.Reach;
import io.dogwatch.model.ListenCheck.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What listens in a container, at one moment.
 *
 * @param sockets in the order of their ports
 * @param isWhole false if there were more sockets than are read
 */
public record Listeners(List<Listener> sockets, Whose whose, boolean isWhole) {

    private static final int MAX_NAMED = 8;

    /** Whose sockets these are. */
    public enum Whose {
        /** All those of the container's network namespace, which it may share with other containers. */
        NAMESPACE,
        /** In the machine's own namespace ({@code network_mode: host}), those that the container's processes hold open. */
        PROCESSES,
        /** In the machine's own namespace, those of all programs: who holds them cannot be seen. */
        MACHINE
    }

    public Listeners {
        sockets = List.copyOf(sockets);
    }

    /** Those at one port; empty if nothing listens there. */
    public List<Listener> on(Protocol protocol, int port) {
        return sockets.stream()
                .filter(socket -> socket.protocol() == protocol && socket.port() == port)
                .toList();
    }

    /** One sentence for people about a port, such as {@code nothing listens on port 80 in the container}. */
    public String about(Protocol protocol, int port) {
        List<Listener> there = on(protocol, port);
        if (there.isEmpty()) {
            return "nothing listens on " + name(protocol, port) + " " + where() + others(protocol);
        }
        String named = there.stream().map(Listener::socket).distinct().collect(Collectors.joining(", "));
        if (there.stream().allMatch(socket -> socket.reach() == Reach.LOOPBACK)) {
            return name(protocol, port) + " " + where() + " listens on loopback only (" + named
                    + "), so it is unreachable from outside; bind it to 0.0.0.0";
        }
        return name(protocol, port) + " " + where() + " listens (" + named + ")" + doubt(there);
    }

    private String where() {
        return switch (whose) {
            case NAMESPACE, PROCESSES -> "in the container";
            case MACHINE -> "on the host network, which the container shares,";
        };
    }

    private static String name(Protocol protocol, int port) {
        return (protocol == Protocol.UDP ? "UDP port " : "port ") + port;
    }

    private String others(Protocol protocol) {
        List<String> places = sockets.stream()
                .filter(socket -> socket.protocol() == protocol)
                .map(Listener::place)
                .distinct()
                .toList();
        if (places.isEmpty()) {
            return protocol == Protocol.TCP ? ", nor on any other port" : "";
        }
        return Stream.concat(
                        places.stream().limit(MAX_NAMED),
                        places.size() > MAX_NAMED ? Stream.of((places.size() - MAX_NAMED) + " more") : Stream.empty())
                .collect(Collectors.joining(", ", " (listening: ", ")"));
    }

    private static String doubt(List<Listener> there) {
        return there.stream().allMatch(Listener::isDual)
                ? "; also for IPv4, unless the socket is IPv6-only, which Dogwatch cannot see"
                : "";
    }
}

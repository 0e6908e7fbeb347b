package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.probe.Resolution.Route;
import io.dogwatch.probe.Resolution.Unknown;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Resolves a container port to an address that Dogwatch can reach. Only returns addresses of the container itself; a
 * check cannot specify another one. Thread-safe.
 *
 * <p>The container's own address is preferred. A published port is the last resort, because docker-proxy accepts
 * connections even if nothing listens inside.
 */
public final class Addresses implements AutoCloseable {

    /** Maximum number of {@code container:} modes to follow. Docker itself refuses to chain them. */
    private static final int MAX_DEPTH = 4;

    /** Prefix of the network mode of a container that shares another container's network. */
    static final String SHARED = "container:";

    private final NetworkVantage viewpoint;
    private final Function<String, Optional<ContainerSnapshot>> inspect;
    private final HostNames names = new HostNames();

    /**
     * @param inspect inspects the container that provides the network, by ID or name. It is called once per attempt,
     *     so it should answer from a cache if possible. A thrown exception means that the engine is unreachable.
     */
    public Addresses(NetworkVantage viewpoint, Function<String, Optional<ContainerSnapshot>> inspect) {
        this.viewpoint = viewpoint;
        this.inspect = inspect;
    }

    /** Resolves the port. Never throws. Only the host name of a remote engine needs a name server, for at most 2 s. */
    public Resolution resolve(ContainerSnapshot container, int port) {
        return resolve(container, port, new LinkedHashSet<>());
    }

    /** Returns the result of {@link #resolve} and the addresses that were skipped. */
    public PortRoutes ways(ContainerSnapshot container, int port) {
        Resolution taken = resolve(container, port);
        return PortRoutes.of(taken, new SkippedAddresses(viewpoint, port).of(owner(container), taken));
    }

    /** Returns the container that provides the network, as far as it is known. */
    private ContainerSnapshot owner(ContainerSnapshot container) {
        ContainerSnapshot owner = container;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            String mode = owner.network().mode();
            if (!mode.startsWith(SHARED)) {
                return owner;
            }
            try {
                Optional<ContainerSnapshot> next = inspect.apply(mode.substring(SHARED.length()));
                if (next.isEmpty()) {
                    return owner;
                }
                owner = next.get();
            } catch (RuntimeException e) {
                return owner;
            }
        }
        return owner;
    }

    @Override
    public void close() {
        names.close();
    }

    private Resolution resolve(ContainerSnapshot container, int port, Set<String> seen) {
        if (container.status() != ContainerStatus.RUNNING && container.status() != ContainerStatus.PAUSED) {
            // Another process may now answer on a shared address (host mode).
            return unknown(container, port, "it is " + container.status().wireName());
        }
        String mode = container.network().mode();
        if (mode.startsWith(SHARED)) {
            return inNetworkOf(container, mode.substring(SHARED.length()), port, seen);
        }
        return switch (mode) {
            case "host" -> onHostNetwork(container, port);
            case "none" -> unknown(container, port, "its network mode is none");
            default -> onContainerNetworks(container, port);
        };
    }

    private Resolution inNetworkOf(ContainerSnapshot container, String owner, int port, Set<String> seen) {
        if (!seen.add(container.id()) || seen.size() > MAX_DEPTH) {
            return unknown(container, port, "containers share each other's network in a cycle");
        }
        Optional<ContainerSnapshot> found;
        try {
            found = inspect.apply(owner);
        } catch (RuntimeException e) {
            return new Unknown(
                    Cause.ENGINE_UNREACHABLE,
                    "cannot inspect the container that provides the network: " + e.getMessage());
        }
        if (found.isEmpty()) {
            return unknown(container, port, "it uses the network of container " + owner + ", which does not exist");
        }
        return switch (resolve(found.get(), port, seen)) {
            case Unknown unknown -> unknown;
            case Address address ->
                new Address(
                        address.socket(),
                        address.route(),
                        "network of container " + found.get().name() + ": " + address.via());
        };
    }

    private Resolution onHostNetwork(ContainerSnapshot container, int port) {
        return switch (viewpoint) {
            case NetworkVantage.SameMachine() -> new Address(at("127.0.0.1", port), Route.HOST_NETWORK, "host network");
            case NetworkVantage.SharedNetworks(var networks) ->
                unknown(container, port, "it uses the host network, and Dogwatch runs in a separate container");
            case NetworkVantage.Elsewhere(String hostname) ->
                named(container, hostname, port, Route.HOST_NETWORK, "host network of engine " + hostname);
        };
    }

    private Resolution onContainerNetworks(ContainerSnapshot container, int port) {
        Optional<Address> own =
                switch (viewpoint) {
                    case NetworkVantage.SameMachine() -> ownAddress(container, port, Optional.empty());
                    case NetworkVantage.SharedNetworks(var networks) ->
                        ownAddress(container, port, Optional.of(networks));
                    case NetworkVantage.Elsewhere elsewhere -> Optional.empty();
                };
        return own.isPresent() ? own.get() : onPublishedPort(container, port);
    }

    /** Prefers IPv4 to IPv6, then the network the container was created in, then the first network by name. */
    private static Optional<Address> ownAddress(ContainerSnapshot container, int port, Optional<Set<String>> within) {
        record Own(String network, InetAddress address) {}
        String first = container.network().mode().equals("default")
                ? "bridge"
                : container.network().mode();
        return container.network().addresses().entrySet().stream()
                .filter(entry -> within.isEmpty() || within.get().contains(entry.getKey()))
                .flatMap(entry -> literal(entry.getValue()).map(address -> new Own(entry.getKey(), address)).stream())
                .min(Comparator.comparing((Own own) -> !(own.address instanceof Inet4Address))
                        .thenComparing(own -> !own.network.equals(first))
                        .thenComparing(Own::network))
                .map(own -> new Address(
                        new InetSocketAddress(own.address, port),
                        Route.OWN_ADDRESS,
                        "own address in network " + own.network));
    }

    private Resolution onPublishedPort(ContainerSnapshot container, int port) {
        List<ContainerSnapshot.Port> published = container.network().ports().stream()
                .filter(candidate ->
                        candidate.container() == port && candidate.protocol().equals("tcp") && candidate.host() > 0)
                .sorted(Comparator.comparing(
                        candidate -> candidate.hostAddress().contains(":")))
                .toList();
        return switch (viewpoint) {
            case NetworkVantage.SameMachine() ->
                published.stream()
                        .flatMap(candidate -> literal(reachableLocally(candidate.hostAddress()))
                                .map(address -> new InetSocketAddress(address, candidate.host()))
                                .stream())
                        .<Resolution>map(socket -> new Address(socket, Route.PUBLISHED_PORT, "published port"))
                        .findFirst()
                        .orElseGet(() -> unknown(container, port, noAddressReason(container)));
            case NetworkVantage.SharedNetworks(var networks) ->
                unknown(container, port, "it shares no network with Dogwatch's container");
            case NetworkVantage.Elsewhere(String hostname) -> elsewhere(container, hostname, port, published);
        };
    }

    private Resolution elsewhere(
            ContainerSnapshot container, String hostname, int port, List<ContainerSnapshot.Port> published) {
        String via = "published port of engine " + hostname;
        for (ContainerSnapshot.Port candidate : published) {
            Optional<InetAddress> address = literal(candidate.hostAddress());
            if (address.isEmpty() || address.get().isAnyLocalAddress()) {
                return named(container, hostname, candidate.host(), Route.PUBLISHED_PORT, via);
            }
            if (!address.get().isLoopbackAddress()) {
                return new Address(new InetSocketAddress(address.get(), candidate.host()), Route.PUBLISHED_PORT, via);
            }
        }
        return unknown(
                container,
                port,
                published.isEmpty()
                        ? "the engine is remote and the port is not published"
                        : "the engine is remote and the port is published on its loopback only");
    }

    private Resolution named(ContainerSnapshot container, String hostname, int port, Route route, String via) {
        try {
            return new Address(new InetSocketAddress(names.address(hostname), port), route, via);
        } catch (UnknownHostException e) {
            return new Unknown(
                    Cause.PROBER_FAULT, "no address for container " + container.name() + ": " + e.getMessage());
        }
    }

    private static String noAddressReason(ContainerSnapshot container) {
        return Stream.concat(
                        Stream.of("none published"),
                        container.network().addresses().keySet().stream().sorted())
                .reduce((text, network) -> text + ", no usable address in network " + network)
                .map(text -> "it has no own address (network mode "
                        + container.network().mode() + "), " + text)
                .orElseThrow();
    }

    private static Unknown unknown(ContainerSnapshot container, int port, String reason) {
        return new Unknown(
                Cause.NO_ADDRESS,
                "no address for port " + port + "/tcp of container " + container.name() + ": " + reason);
    }

    /** A port published on all interfaces is also reachable on loopback. */
    private static String reachableLocally(String hostAddress) {
        return switch (hostAddress) {
            case "", "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> hostAddress;
        };
    }

    private static InetSocketAddress at(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** Parses a numeric address without a name server; empty if the text is not numeric. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

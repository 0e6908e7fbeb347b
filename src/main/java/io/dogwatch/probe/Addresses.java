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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** Returns the address to use first, or the reason why there is none. See {@link #routes}. */
    public Resolution resolve(ContainerSnapshot container, int port) {
        return routes(container, port).getFirst();
    }

    /**
     * Returns all addresses of the port, the preferred one first; or one reason why there is none. Never throws. Only the
     * host name of a remote engine needs a name server, for at most 2 s.
     */
    List<Resolution> routes(ContainerSnapshot container, int port) {
        return routes(container, port, new LinkedHashSet<>());
    }

    /**
     * Inspects the container again and returns whether the address still belongs to it. Another container may have taken
     * over an address that was known before.
     *
     * @throws RuntimeException if the engine cannot be reached
     */
    boolean isCurrent(ContainerSnapshot container, int port, Address used) {
        return inspect.apply(container.id())
                .filter(now -> now.incarnation().equals(container.incarnation()))
                .filter(now -> routes(now, port).contains(used))
                .isPresent();
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

    private List<Resolution> routes(ContainerSnapshot container, int port, Set<String> seen) {
        if (container.status() != ContainerStatus.RUNNING && container.status() != ContainerStatus.PAUSED) {
            // Another process may now answer on a shared address (host mode).
            return List.of(
                    unknown(container, port, "it is " + container.status().wireName()));
        }
        String mode = container.network().mode();
        if (mode.startsWith(SHARED)) {
            return inNetworkOf(container, mode.substring(SHARED.length()), port, seen);
        }
        return switch (mode) {
            case "host" -> List.of(onHostNetwork(container, port));
            case "none" -> List.of(unknown(container, port, "its network mode is none"));
            default -> onContainerNetworks(container, port);
        };
    }

    private List<Resolution> inNetworkOf(ContainerSnapshot container, String owner, int port, Set<String> seen) {
        if (!seen.add(container.id()) || seen.size() > MAX_DEPTH) {
            return List.of(unknown(container, port, "containers share each other's network in a cycle"));
        }
        Optional<ContainerSnapshot> found;
        try {
            found = inspect.apply(owner);
        } catch (RuntimeException e) {
            return List.of(new Unknown(
                    Cause.ENGINE_UNREACHABLE,
                    "cannot inspect the container that provides the network: " + e.getMessage()));
        }
        if (found.isEmpty()) {
            return List.of(
                    unknown(container, port, "it uses the network of container " + owner + ", which does not exist"));
        }
        return routes(found.get(), port, seen).stream()
                .<Resolution>map(route -> switch (route) {
                    case Unknown unknown -> unknown;
                    case Address address ->
                        new Address(
                                address.socket(),
                                address.route(),
                                "network of container " + found.get().name() + ": " + address.via());
                })
                .toList();
    }

    private Resolution onHostNetwork(ContainerSnapshot container, int port) {
        return switch (viewpoint) {
            case NetworkVantage.SameMachine here ->
                new Address(at("127.0.0.1", port), Route.HOST_NETWORK, "host network");
            case NetworkVantage.SharedNetworks(var networks) ->
                unknown(container, port, "it uses the host network, and Dogwatch runs in a separate container");
            case NetworkVantage.Elsewhere(String hostname) ->
                named(container, hostname, port, Route.HOST_NETWORK, "host network of engine " + hostname);
        };
    }

    private List<Resolution> onContainerNetworks(ContainerSnapshot container, int port) {
        List<Resolution> routes = new ArrayList<>(
                switch (viewpoint) {
                    case NetworkVantage.SameMachine(var attached) ->
                        ownAddresses(container, port, own -> attached.test(own.address));
                    case NetworkVantage.SharedNetworks(var networks) ->
                        ownAddresses(container, port, own -> networks.contains(own.network));
                    case NetworkVantage.Elsewhere elsewhere -> List.<Address>of();
                });
        List<Resolution> published = onPublishedPort(container, port);
        if (routes.isEmpty() || published.getFirst() instanceof Address) {
            routes.addAll(published);
        }
        return routes;
    }

    private record Own(String network, InetAddress address) {}

    /** Prefers IPv4 to IPv6, then the network the container was created in, then the first network by name. */
    private static List<Address> ownAddresses(ContainerSnapshot container, int port, Predicate<Own> reachable) {
        ContainerSnapshot.Network networks = container.network();
        String first = networks.mode().equals("default") ? "bridge" : networks.mode();
        return Stream.of(networks.addresses(), networks.ipv6())
                .flatMap(family -> family.entrySet().stream())
                .flatMap(entry -> literal(entry.getValue()).map(address -> new Own(entry.getKey(), address)).stream())
                .filter(reachable)
                .sorted(Comparator.comparing((Own own) -> !(own.address instanceof Inet4Address))
                        .thenComparing(own -> !own.network.equals(first))
                        .thenComparing(Own::network))
                .map(own -> new Address(
                        new InetSocketAddress(own.address, port),
                        Route.OWN_ADDRESS,
                        "own address in network " + own.network))
                .toList();
    }

    private List<Resolution> onPublishedPort(ContainerSnapshot container, int port) {
        List<ContainerSnapshot.Port> published = container.network().ports().stream()
                .filter(candidate ->
                        candidate.container() == port && candidate.protocol().equals("tcp") && candidate.host() > 0)
                .sorted(Comparator.comparing(
                        candidate -> candidate.hostAddress().contains(":")))
                .toList();
        return switch (viewpoint) {
            case NetworkVantage.SameMachine here -> {
                List<Resolution> local = published.stream()
                        .flatMap(candidate -> literal(reachableLocally(candidate.hostAddress()))
                                .map(address -> new InetSocketAddress(address, candidate.host()))
                                .stream())
                        .<Resolution>map(socket -> new Address(socket, Route.PUBLISHED_PORT, "published port"))
                        .toList();
                yield local.isEmpty() ? List.of(notVisible(container, port)) : local;
            }
            case NetworkVantage.SharedNetworks(var networks) ->
                List.of(unknown(container, port, "it shares no network with Dogwatch's container"));
            case NetworkVantage.Elsewhere(String hostname) -> List.of(elsewhere(container, hostname, port, published));
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

    /** Returns the reason for a container without a published port and without an address in a network of this machine. */
    private static Unknown notVisible(ContainerSnapshot container, int port) {
        Map<String, String> addresses = new TreeMap<>(container.network().addresses());
        addresses.values().removeIf(address -> literal(address).isEmpty());
        if (addresses.isEmpty()) {
            return unknown(container, port, noAddressReason(container));
        }
        return new Unknown(
                Cause.NOT_VISIBLE,
                "port " + port + "/tcp of container " + container.name()
                        + " cannot be reached from here: none published, "
                        + addresses.entrySet().stream()
                                .map(entry -> entry.getValue() + " (network " + entry.getKey() + ")")
                                .collect(Collectors.joining(", "))
                        + " not in a network of this machine");
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
    static Optional<InetAddress> literal(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

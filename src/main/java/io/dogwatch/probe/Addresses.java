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
 * Finds the address at which a container's port can be reached from where Dogwatch stands. Only ever answers with an
 * address of the container itself: nothing in a check names another one. Safe for use by many threads.
 *
 * <p>Rule of thumb: the container's own address first. On a published port docker-proxy accepts even when nothing
 * listens inside, so it is the last resort.
 */
public final class Addresses implements AutoCloseable {

    /** How many {@code container:} modes are followed; Docker itself refuses to chain them. */
    private static final int MAX_DEPTH = 4;

    /** What begins the mode of a container that lives in another one's network. */
    static final String SHARED = "container:";

    private final NetworkVantage viewpoint;
    private final Function<String, Optional<ContainerSnapshot>> inspect;
    private final HostNames names = new HostNames();

    /**
     * @param inspect asks for the container whose network another one shares, by id or name. Called once for every
     *     attempt at such a container, so it should answer from memory where it can; what it throws means that the
     *     engine cannot be asked.
     */
    public Addresses(NetworkVantage viewpoint, Function<String, Optional<ContainerSnapshot>> inspect) {
        this.viewpoint = viewpoint;
        this.inspect = inspect;
    }

    /** Never throws. Asks a name server only for the hostname of an engine on another machine, for at most 2 s. */
    public Resolution resolve(ContainerSnapshot container, int port) {
        return resolve(container, port, new LinkedHashSet<>());
    }

    /** What {@link #resolve} answers, with what it has passed over. */
    public PortRoutes ways(ContainerSnapshot container, int port) {
        Resolution taken = resolve(container, port);
        return PortRoutes.of(taken, new SkippedAddresses(viewpoint, port).of(owner(container), taken));
    }

    /** Whose network the container lives in, as far as that can be told. */
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
            // A shared address (host mode) would now be answered by somebody else.
            return unknown(container, port, "it is " + container.status().wireName());
        }
        String mode = container.network().mode();
        if (mode.startsWith(SHARED)) {
            return ofOwner(container, mode.substring(SHARED.length()), port, seen);
        }
        return switch (mode) {
            case "host" -> ofMachine(container, port);
            case "none" -> unknown(container, port, "its network mode is none");
            default -> ofNetworks(container, port);
        };
    }

    private Resolution ofOwner(ContainerSnapshot container, String owner, int port, Set<String> seen) {
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

    private Resolution ofMachine(ContainerSnapshot container, int port) {
        return switch (viewpoint) {
            case NetworkVantage.SameMachine() -> new Address(at("127.0.0.1", port), Route.HOST_NETWORK, "host network");
            case NetworkVantage.SharedNetworks(var networks) ->
                unknown(container, port, "it uses the host network, and Dogwatch runs in a separate container");
            case NetworkVantage.Elsewhere(String hostname) ->
                named(container, hostname, port, Route.HOST_NETWORK, "host network of engine " + hostname);
        };
    }

    private Resolution ofNetworks(ContainerSnapshot container, int port) {
        Optional<Address> own =
                switch (viewpoint) {
                    case NetworkVantage.SameMachine() -> ownAddress(container, port, Optional.empty());
                    case NetworkVantage.SharedNetworks(var networks) ->
                        ownAddress(container, port, Optional.of(networks));
                    case NetworkVantage.Elsewhere elsewhere -> Optional.empty();
                };
        return own.isPresent() ? own.get() : ofPublished(container, port);
    }

    /** IPv4 before IPv6, the network the container was created in before the others, then by name. */
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

    private Resolution ofPublished(ContainerSnapshot container, int port) {
        List<ContainerSnapshot.Port> published = container.network().ports().stream()
                .filter(candidate ->
                        candidate.container() == port && candidate.protocol().equals("tcp") && candidate.host() > 0)
                .sorted(Comparator.comparing(
                        candidate -> candidate.hostAddress().contains(":")))
                .toList();
        return switch (viewpoint) {
            case NetworkVantage.SameMachine() ->
                published.stream()
                        .flatMap(candidate -> literal(onThisMachine(candidate.hostAddress()))
                                .map(address -> new InetSocketAddress(address, candidate.host()))
                                .stream())
                        .<Resolution>map(socket -> new Address(socket, Route.PUBLISHED_PORT, "published port"))
                        .findFirst()
                        .orElseGet(() -> unknown(container, port, lookedFor(container)));
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

    private static String lookedFor(ContainerSnapshot container) {
        return Stream.concat(
                        Stream.of("none published"),
                        container.network().addresses().keySet().stream().sorted())
                .reduce((text, network) -> text + ", no usable address in network " + network)
                .map(text -> "it has no own address (network mode "
                        + container.network().mode() + "), " + text)
                .orElseThrow();
    }

    private static Unknown unknown(ContainerSnapshot container, int port, String why) {
        return new Unknown(
                Cause.NO_ADDRESS, "no address for port " + port + "/tcp of container " + container.name() + ": " + why);
    }

    /** Published on all interfaces means on loopback too. */
    private static String onThisMachine(String hostAddress) {
        return switch (hostAddress) {
            case "", "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> hostAddress;
        };
    }

    private static InetSocketAddress at(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** Reads a numeric address without asking a name server; empty if it is none. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

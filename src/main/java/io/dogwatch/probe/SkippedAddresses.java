package io.dogwatch.probe;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.probe.Resolution.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Explains why each other address of a container port is not used. Follows the order of {@link Addresses}; makes no
 * decision.
 */
record SkippedAddresses(NetworkVantage viewpoint, int port) {

    /** @param owner the container that provides the network */
    List<String> of(ContainerSnapshot owner, Resolution taken) {
        String mode = owner.network().mode();
        if (mode.startsWith(Addresses.SHARED)) {
            return List.of();
        }
        return switch (mode) {
            case "host" -> List.of("own address: none, it uses the host network");
            case "none" -> List.of("own address: none, its network mode is none");
            default -> {
                List<String> all = new ArrayList<>(ownAddresses(owner, taken));
                all.addAll(publishedPorts(owner, taken));
                yield all;
            }
        };
    }

    private List<String> ownAddresses(ContainerSnapshot owner, Resolution taken) {
        Map<String, String> addresses = owner.network().addresses();
        if (addresses.isEmpty()) {
            return List.of("own address: none");
        }
        return addresses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> !isTaken(taken, entry.getKey()))
                .map(entry -> "own address " + entry.getValue() + " in network " + entry.getKey() + ": "
                        + reasonSkipped(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean isTaken(Resolution taken, String network) {
        return taken instanceof Address address
                && address.route() == Resolution.Route.OWN_ADDRESS
                && address.via().endsWith("own address in network " + network);
    }

    private String reasonSkipped(String network, String address) {
        if (address.isEmpty()) {
            return "the engine did not assign one";
        }
        return switch (viewpoint) {
            case NetworkVantage.SameMachine(var attached) ->
                Addresses.literal(address).filter(attached).isPresent()
                        ? notFirst(address)
                        : "it is not in a network of this machine";
            case NetworkVantage.SharedNetworks(var networks) ->
                networks.contains(network) ? notFirst(address) : "Dogwatch's container is not in that network";
            case NetworkVantage.Elsewhere(String hostname) ->
                "the engine is remote, so only published ports are reachable";
        };
    }

    private static String notFirst(String address) {
        return address.contains(":") ? "IPv4 or another network takes precedence" : "another network takes precedence";
    }

    private List<String> publishedPorts(ContainerSnapshot owner, Resolution taken) {
        List<ContainerSnapshot.Port> published = owner.network().ports().stream()
                .filter(candidate ->
                        candidate.container() == port && candidate.protocol().equals("tcp") && candidate.host() > 0)
                .sorted(Comparator.comparing(ContainerSnapshot.Port::hostAddress))
                .toList();
        if (published.isEmpty()) {
            return List.of("published port: none for " + port + "/tcp");
        }
        return published.stream()
                .filter(candidate -> !isTaken(taken, candidate))
                .map(candidate -> "published port " + text(candidate) + ": " + reasonSkipped(candidate, taken))
                .toList();
    }

    private static boolean isTaken(Resolution taken, ContainerSnapshot.Port candidate) {
        return taken instanceof Address address
                && address.route() == Resolution.Route.PUBLISHED_PORT
                && address.socket().getPort() == candidate.host()
                && candidate.hostAddress().contains(":") == address.host().startsWith("[");
    }

    private String reasonSkipped(ContainerSnapshot.Port candidate, Resolution taken) {
        if (taken instanceof Address address && address.route() == Resolution.Route.OWN_ADDRESS) {
            return "docker-proxy accepts connections there even if nothing listens inside";
        }
        return switch (viewpoint) {
            case NetworkVantage.SharedNetworks(var networks) ->
                "it is on the host, and Dogwatch runs in a separate container";
            case NetworkVantage.Elsewhere(String hostname) ->
                isLoopback(candidate.hostAddress()) ? "it is on the engine's loopback only" : reasonUnused(taken);
            case NetworkVantage.SameMachine here -> reasonUnused(taken);
        };
    }

    private static String reasonUnused(Resolution taken) {
        return taken instanceof Address ? "another one takes precedence" : "it is unusable";
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private static String text(ContainerSnapshot.Port port) {
        String host = port.hostAddress().contains(":") ? "[" + port.hostAddress() + "]" : port.hostAddress();
        return (host.isEmpty() ? "*" : host) + ":" + port.host();
    }
}

package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerSnapshot.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads from an inspect how a container is reached. Never throws. Pure. */
final class NetworkReader {

    private NetworkReader() {}

    static Network read(JsonNode container) {
        JsonNode host = container.path("HostConfig");
        String mode = host.path("NetworkMode").asText("");
        JsonNode settings = container.path("NetworkSettings");
        return new Network(
                // What the engine calls default is its bridge.
                mode.isEmpty() || mode.equals("default") ? "bridge" : mode,
                addresses(settings.path("Networks"), NetworkReader::first),
                addresses(settings.path("Networks"), NetworkReader::second),
                ports(settings.path("Ports"), container.path("Config").path("ExposedPorts")),
                links(host.path("Links")));
    }

    /** The engine writes {@code /other:/me/alias}; names have no colons. */
    private static List<String> links(JsonNode links) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode link : links) {
            String name = SnapshotReader.withoutSlash(link.asText("").split(":", 2)[0]);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private static Map<String, String> addresses(JsonNode networks, Function<JsonNode, String> choice) {
        Map<String, String> addresses = new HashMap<>();
        networks.properties().forEach(network -> {
            String address = choice.apply(network.getValue());
            if (!address.isEmpty()) {
                addresses.put(network.getKey(), address);
            }
        });
        return addresses;
    }

    private static String first(JsonNode network) {
        String four = network.path("IPAddress").asText("");
        return four.isEmpty() ? network.path("GlobalIPv6Address").asText("") : four;
    }

    private static String second(JsonNode network) {
        return network.path("IPAddress").asText("").isEmpty()
                ? ""
                : network.path("GlobalIPv6Address").asText("");
    }

    /** A stopped container has no ports in its network settings, but still those that its image exposes. */
    private static List<Port> ports(JsonNode published, JsonNode exposed) {
        List<Port> ports = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        published.fieldNames().forEachRemaining(names::add);
        exposed.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            int slash = name.indexOf('/');
            int inside = number(slash < 0 ? name : name.substring(0, slash));
            String protocol = slash < 0 ? "tcp" : name.substring(slash + 1);
            if (inside == 0) {
                continue;
            }
            JsonNode bindings = published.path(name);
            if (bindings.isEmpty()) {
                ports.add(new Port(inside, protocol, "", 0));
            }
            for (JsonNode binding : bindings) {
                int outside = number(binding.path("HostPort").asText(""));
                String address = binding.path("HostIp").asText("");
                // An empty host address means all of them; empty here would mean that it is not published.
                ports.add(new Port(
                        inside, protocol, outside == 0 ? "" : address.isEmpty() ? "0.0.0.0" : address, outside));
            }
        }
        return ports;
    }

    /** @return 0 if it is no port */
    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= 65535 ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

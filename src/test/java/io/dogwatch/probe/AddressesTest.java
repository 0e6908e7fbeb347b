package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.EngineException;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.probe.Resolution.Route;
import io.dogwatch.probe.Resolution.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final NetworkVantage HERE = new NetworkVantage.SameMachine(address -> true);

    private final Map<String, ContainerSnapshot> known = new HashMap<>();

    @Test
    void theOwnAddressComesBeforeThePublishedPort() {
        var web = Containers.running(
                "web", "bridge", Map.of("bridge", "172.17.0.2"), Containers.published(80, "0.0.0.0", 8080));

        assertThat(resolve(HERE, web, 80))
                .hasToString("172.17.0.2:80 (own address in network bridge)")
                .isInstanceOfSatisfying(
                        Address.class, a -> assertThat(a.route()).isEqualTo(Route.OWN_ADDRESS));
    }

    @Test
    void ipv4ComesFirstThenTheFirstNetworkThenTheName() {
        assertThat(resolve(
                        HERE, Containers.running("web", "front", Map.of("front", "fd00::2", "back", "10.0.0.2")), 80))
                .hasToString("10.0.0.2:80 (own address in network back)");
        assertThat(resolve(HERE, Containers.running("web", "zoo", Map.of("zoo", "10.0.1.2", "back", "10.0.0.2")), 80))
                .hasToString("10.0.1.2:80 (own address in network zoo)");
        assertThat(resolve(HERE, Containers.running("web", "gone", Map.of("b", "10.0.1.2", "a", "10.0.0.2")), 80))
                .hasToString("10.0.0.2:80 (own address in network a)");
        assertThat(resolve(HERE, Containers.running("web", "six", Map.of("six", "fd00::2")), 80))
                .hasToString("[fd00::2]:80 (own address in network six)");
    }

    @Test
    void aPublishedPortIsTheLastResort() {
        var web = Containers.running(
                "web",
                "odd",
                Map.of(),
                Containers.published(80, "::", 8081),
                Containers.published(80, "0.0.0.0", 8080),
                Containers.published(81, "0.0.0.0", 8099));

        assertThat(resolve(HERE, web, 80))
                .hasToString("127.0.0.1:8080 (published port)")
                .isInstanceOfSatisfying(
                        Address.class, a -> assertThat(a.route()).isEqualTo(Route.PUBLISHED_PORT));
    }

    @Test
    void anAddressOutsideTheNetworksOfThisMachineIsNotUsed() {
        NetworkVantage apart = new NetworkVantage.SameMachine(
                address -> address.getHostAddress().startsWith("10.1."));
        var web = Containers.running(
                "web", "bridge", Map.of("bridge", "172.17.0.2"), Containers.published(80, "0.0.0.0", 8080));

        assertThat(resolve(apart, web, 80)).hasToString("127.0.0.1:8080 (published port)");
        assertThat(ways(apart, web).passedOver())
                .contains("own address 172.17.0.2 in network bridge: it is not in a network of this machine");
        assertThat(resolve(
                        apart,
                        Containers.running("web", "bridge", Map.of("bridge", "172.17.0.2", "lan", "10.1.0.2")),
                        80))
                .hasToString("10.1.0.2:80 (own address in network lan)");
        assertThat(resolve(apart, Containers.running("web", "bridge", Map.of("bridge", "172.17.0.2")), 80))
                .isEqualTo(new Unknown(
                        Cause.NOT_VISIBLE,
                        "port 80/tcp of container web cannot be reached from here: none published, 172.17.0.2 (network"
                                + " bridge) not in a network of this machine"));
    }

    @Test
    void aPortPublishedOnOneAddressIsAskedThere() {
        var web = Containers.running("web", "odd", Map.of(), Containers.published(80, "192.0.2.7", 8080));

        assertThat(resolve(HERE, web, 80)).hasToString("192.0.2.7:8080 (published port)");
    }

    @Test
    void hostModeIsLoopbackHereAndTheEnginesHostElsewhere() {
        var web = Containers.onThisMachine();

        assertThat(resolve(HERE, web, 80)).hasToString("127.0.0.1:80 (host network)");
        assertThat(resolve(new NetworkVantage.Elsewhere("192.0.2.1"), web, 80))
                .hasToString("192.0.2.1:80 (host network of engine 192.0.2.1)");
        assertUnknown(
                resolve(new NetworkVantage.SharedNetworks(Set.of("bridge")), web, 80),
                "no address for port 80/tcp of container web: it uses the host network, and Dogwatch runs in"
                        + " a separate container");
    }

    @Test
    void noneModeIsUnknown() {
        assertUnknown(
                resolve(HERE, Containers.running("web", Network.NONE), 80),
                "no address for port 80/tcp of container web: its network mode is none");
    }

    @Test
    void nothingKnownSaysWhatWasLookedFor() {
        assertUnknown(
                resolve(HERE, Containers.running("web", "front", Map.of("front", "")), 80),
                "no address for port 80/tcp of container web: it has no own address (network mode front), none"
                        + " published, no usable address in network front");
    }

    @Test
    void aContainerThatDoesNotRunHasNoAddressEvenInHostMode() {
        var stopped = Containers.with("web", ContainerStatus.EXITED, new Network("host", Map.of(), List.of()));

        assertUnknown(resolve(HERE, stopped, 80), "no address for port 80/tcp of container web: it is exited");
    }

    @Test
    void aSharedNetworkIsResolvedThroughItsOwner() {
        known.put("web-id", Containers.running("web", "bridge", Map.of("bridge", "172.17.0.2")));
        var side = Containers.running("side", "container:web-id", Map.of());

        assertThat(resolve(HERE, side, 80))
                .hasToString("172.17.0.2:80 (network of container web: own address in network bridge)");
    }

    @Test
    void sharedNetworksThatRunInACircleEnd() {
        known.put("a", Containers.running("a", "container:b", Map.of()));
        known.put("b", Containers.running("b", "container:a", Map.of()));

        assertUnknown(
                resolve(HERE, Containers.running("a", "container:b", Map.of()), 80),
                "no address for port 80/tcp of container a: containers share each other's network in a cycle");
    }

    @Test
    void chainsOfSharedNetworksAreFollowedOnlySoFar() {
        for (int i = 0; i < 100; i++) {
            known.put("c" + i, Containers.running("c" + i, "container:c" + (i + 1), Map.of()));
        }

        assertThat(resolve(HERE, Containers.running("c0", "container:c1", Map.of()), 80))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void aVanishedOwnerIsUnknownAndAnEngineThatDoesNotAnswerIsSaid() {
        var side = Containers.running("side", "container:web-id", Map.of());

        assertUnknown(
                resolve(HERE, side, 80),
                "no address for port 80/tcp of container side: it uses the network of container web-id, which does not"
                        + " exist");

        try (var addresses = new Addresses(HERE, id -> {
            throw new EngineException(EngineException.Kind.UNREACHABLE, "no response");
        })) {
            assertThat(addresses.resolve(side, 80))
                    .isEqualTo(new Unknown(
                            Cause.ENGINE_UNREACHABLE,
                            "cannot inspect the container that provides the network: no response"));
        }
    }

    @Test
    void fromAContainerOnlySharedNetworksAreUsed() {
        var web = Containers.running(
                "web",
                "front",
                Map.of("front", "10.0.0.2", "back", "10.0.1.2"),
                Containers.published(80, "0.0.0.0", 8080));

        assertThat(resolve(new NetworkVantage.SharedNetworks(Set.of("back", "dogs")), web, 80))
                .hasToString("10.0.1.2:80 (own address in network back)");
        assertUnknown(
                resolve(new NetworkVantage.SharedNetworks(Set.of("dogs")), web, 80),
                "no address for port 80/tcp of container web: it shares no network with Dogwatch's container");
    }

    @Test
    void fromElsewhereOnlyPublishedPortsAreUsed() {
        NetworkVantage elsewhere = new NetworkVantage.Elsewhere("192.0.2.1");
        Map<String, String> own = Map.of("bridge", "172.17.0.2");

        assertThat(resolve(
                        elsewhere,
                        Containers.running("web", "bridge", own, Containers.published(80, "0.0.0.0", 8080)),
                        80))
                .hasToString("192.0.2.1:8080 (published port of engine 192.0.2.1)");
        assertThat(resolve(
                        elsewhere,
                        Containers.running("web", "bridge", own, Containers.published(80, "198.51.100.4", 8080)),
                        80))
                .hasToString("198.51.100.4:8080 (published port of engine 192.0.2.1)");
        assertUnknown(
                resolve(
                        elsewhere,
                        Containers.running("web", "bridge", own, Containers.published(80, "127.0.0.1", 8080)),
                        80),
                "no address for port 80/tcp of container web: the engine is remote and the port is"
                        + " published on its loopback only");
        assertUnknown(
                resolve(elsewhere, Containers.running("web", "bridge", own), 80),
                "no address for port 80/tcp of container web: the engine is remote and the port is not" + " published");
    }

    @Test
    void anUnknownEngineNameIsInconclusive() {
        var web = Containers.running("web", "bridge", Map.of(), Containers.published(80, "0.0.0.0", 8080));

        assertThat(resolve(new NetworkVantage.Elsewhere("engine.invalid"), web, 80))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(Cause.PROBER_FAULT));
    }

    @Test
    void whatIsPassedOverIsSaidWithItsReason() {
        var web = Containers.running(
                "web",
                "front",
                Map.of("front", "10.0.0.2", "back", "10.0.1.2", "six", "fd00::2"),
                Containers.published(80, "0.0.0.0", 8080),
                Containers.published(81, "0.0.0.0", 8081));

        assertThat(ways(HERE, web))
                .isEqualTo(new PortRoutes(
                        Optional.of("10.0.0.2:80 (own address in network front)"),
                        "",
                        List.of(
                                "own address 10.0.1.2 in network back: another network takes precedence",
                                "own address fd00::2 in network six: IPv4 or another network takes precedence",
                                "published port 0.0.0.0:8080: docker-proxy accepts connections there even if nothing listens"
                                        + " inside")));
        assertThat(ways(new NetworkVantage.SharedNetworks(Set.of("back")), web).passedOver())
                .contains(
                        "own address 10.0.0.2 in network front: Dogwatch's container is not in that network",
                        "published port 0.0.0.0:8080: docker-proxy accepts connections there even if nothing listens inside");
        assertThat(ways(new NetworkVantage.SharedNetworks(Set.of("dogs")), web).passedOver())
                .contains("published port 0.0.0.0:8080: it is on the host, and Dogwatch runs in a separate container");
        assertThat(ways(new NetworkVantage.Elsewhere("192.0.2.1"), web).passedOver())
                .containsExactly(
                        "own address 10.0.1.2 in network back: the engine is remote, so only published ports are reachable",
                        "own address 10.0.0.2 in network front: the engine is remote, so only published ports are reachable",
                        "own address fd00::2 in network six: the engine is remote, so only published ports are reachable");
    }

    @Test
    void withoutAnyAddressItIsSaidWhatIsMissing() {
        PortRoutes ways = ways(HERE, Containers.running("web", "odd", Map.of()));

        assertThat(ways.taken()).isEmpty();
        assertThat(ways.trouble()).startsWith("no address for port 80/tcp of container web");
        assertThat(ways.passedOver()).containsExactly("own address: none", "published port: none for 80/tcp");
        assertThat(ways(HERE, Containers.onThisMachine()).passedOver())
                .containsExactly("own address: none, it uses the host network");
    }

    @Test
    void ofASharedNetworkTheOwnersAddressesAreSaid() {
        known.put(
                "web-id",
                Containers.running(
                        "web", "bridge", Map.of("bridge", "172.17.0.2"), Containers.published(80, "127.0.0.1", 8080)));

        PortRoutes ways = ways(HERE, Containers.running("side", "container:web-id", Map.of()));

        assertThat(ways.taken()).hasValue("172.17.0.2:80 (network of container web: own address in network bridge)");
        assertThat(ways.passedOver())
                .containsExactly(
                        "published port 127.0.0.1:8080: docker-proxy accepts connections there even if nothing listens"
                                + " inside");
    }

    private PortRoutes ways(NetworkVantage viewpoint, ContainerSnapshot container) {
        try (var addresses = new Addresses(viewpoint, id -> Optional.ofNullable(known.get(id)))) {
            return addresses.ways(container, 80);
        }
    }

    private Resolution resolve(NetworkVantage viewpoint, ContainerSnapshot container, int port) {
        try (var addresses = new Addresses(viewpoint, id -> Optional.ofNullable(known.get(id)))) {
            return addresses.resolve(container, port);
        }
    }

    private static void assertUnknown(Resolution resolution, String detail) {
        assertThat(resolution).isEqualTo(new Unknown(Cause.NO_ADDRESS, detail));
    }
}

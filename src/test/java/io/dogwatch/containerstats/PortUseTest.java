package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.containerstats.Listener.Reach;
import io.dogwatch.containerstats.Listeners.Whose;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.ContainerSnapshot.Port;
import io.dogwatch.model.ListenCheck.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the engine was told about a port, beside what really listens. */
class PortUseTest {

    private static final Port PUBLISHED = new Port(80, "tcp", "127.0.0.1", 8080);
    private static final Port EXPOSED = new Port(80, "tcp", "", 0);

    @Test
    void aPublishedPortIsHeldAgainstWhatListens() {
        assertThat(words(PUBLISHED)).isEqualTo("published, but nothing listens");
        assertThat(words(PUBLISHED, loopback(80))).isEqualTo("published, but only on loopback: bind it to 0.0.0.0");
        assertThat(words(PUBLISHED, everybody(80))).isEqualTo("listens on all interfaces");
        assertThat(words(PUBLISHED, loopback(80), everybody(80))).isEqualTo("listens on all interfaces");
        assertThat(words(PUBLISHED, new Listener(Protocol.TCP, "172.17.0.2", 80, Reach.ADDRESS)))
                .isEqualTo("listens on one address only");
    }

    @Test
    void onlyAPublishedPortWithoutAListenerIsUnreachable() {
        assertThat(first(PUBLISHED).isUnreachable()).isTrue();
        assertThat(first(PUBLISHED, loopback(80)).isUnreachable()).isTrue();
        assertThat(first(PUBLISHED, everybody(80)).isUnreachable()).isFalse();
        assertThat(first(EXPOSED).isUnreachable()).isFalse();
    }

    @Test
    void anExposedPortIsAHint() {
        assertThat(words(EXPOSED)).isEqualTo("exposed, but nothing listens");
        assertThat(words(EXPOSED, loopback(80))).isEqualTo("exposed, but only on loopback: bind it to 0.0.0.0");
    }

    @Test
    void discoveredContainersAreShown() {
        List<PortUse> uses =
                PortUse.of(network(PUBLISHED), listeners(Whose.NAMESPACE, everybody(9113), loopback(6010)));

        assertThat(uses).extracting(PortUse::port).containsExactly(80, 6010, 9113);
        assertThat(uses.get(1).words()).isEqualTo("only on loopback");
        assertThat(uses.get(2).published()).isEmpty();
    }

    @Test
    void dockersOwnNameServerIsNotTheContainers() {
        Listener dns = new Listener(Protocol.UDP, "127.0.0.11", 38121, Reach.LOOPBACK);

        assertThat(PortUse.of(Network.NONE, listeners(Whose.NAMESPACE, dns)))
                .extracting(PortUse::words)
                .containsExactly("Docker's DNS server");
    }

    @Test
    void aPortOfTheOtherProtocolIsAnother() {
        Listener udp = new Listener(Protocol.UDP, "0.0.0.0", 80, Reach.ALL);

        assertThat(PortUse.of(network(PUBLISHED), listeners(Whose.NAMESPACE, udp)))
                .extracting(use -> use.protocol() + " " + use.words())
                .containsExactly("TCP published, but nothing listens", "UDP listens on all interfaces");
    }

    @Test
    void ofTheWholeMachinesSocketsOnlyThoseAtNamedPortsAreShown() {
        assertThat(PortUse.of(network(EXPOSED), listeners(Whose.MACHINE, everybody(80), everybody(22))))
                .extracting(PortUse::port)
                .containsExactly(80);
    }

    @Test
    void aPortPublishedForBothFamiliesIsOne() {
        Port six = new Port(80, "tcp", "::", 8080);

        assertThat(PortUse.of(network(PUBLISHED, six), listeners(Whose.NAMESPACE)))
                .extracting(PortUse::published)
                .containsExactly(List.of("127.0.0.1:8080", "[::]:8080"));
    }

    private static Listener everybody(int port) {
        return new Listener(Protocol.TCP, "0.0.0.0", port, Reach.ALL);
    }

    private static Listener loopback(int port) {
        return new Listener(Protocol.TCP, "127.0.0.1", port, Reach.LOOPBACK);
    }

    private static String words(Port port, Listener... sockets) {
        return first(port, sockets).words();
    }

    private static PortUse first(Port port, Listener... sockets) {
        return PortUse.of(network(port), listeners(Whose.NAMESPACE, sockets)).getFirst();
    }

    private static Network network(Port... ports) {
        return new Network("bridge", Map.of(), List.of(ports));
    }

    private static Listeners listeners(Whose whose, Listener... sockets) {
        return new Listeners(List.of(sockets), whose, true);
    }
}

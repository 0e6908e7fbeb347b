package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNetworksTest {

    @TempDir
    private Path root;

    @Test
    void onlyAddressesInDirectlyConnectedNetworksAreLocal() throws IOException {
        // Behind eth0 a default route; docker0 172.17.0.0/16; 10.9.0.0/16 by a gateway; 172.16.0.0/12 in a tunnel.
        write("proc/net/route", """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
                eth0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0
                eth0\t0000090A\t010200C0\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0
                tun0\t000010AC\t00000000\t0001\t0\t0\t0\t0000F0FF\t0\t0\t0
                wg0\t00000080\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0
                """);
        write("proc/net/ipv6_route", """
                fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001 docker0
                00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003 eth0
                """);
        write("sys/class/net/docker0/flags", "0x1003\n");
        write("sys/class/net/tun0/flags", "0x1091\n");
        LocalNetworks networks = new LocalNetworks(root);

        assertThat(networks.test(InetAddress.ofLiteral("172.17.0.2"))).isTrue();
        assertThat(networks.test(InetAddress.ofLiteral("10.8.0.2"))).isTrue();
        assertThat(networks.test(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(networks.test(InetAddress.ofLiteral("fd00::2"))).isTrue();
        assertThat(networks.test(InetAddress.ofLiteral("192.168.1.2"))).isFalse();
        assertThat(networks.test(InetAddress.ofLiteral("10.9.0.2"))).isFalse();
        assertThat(networks.test(InetAddress.ofLiteral("172.18.0.2"))).isFalse();
        assertThat(networks.test(InetAddress.ofLiteral("198.51.100.1"))).isFalse();
        assertThat(networks.test(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @Test
    void withoutARoutingTableOnlyLoopbackIsLocal() {
        LocalNetworks networks = new LocalNetworks(root);

        assertThat(networks.test(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(networks.test(InetAddress.ofLiteral("172.17.0.2"))).isFalse();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

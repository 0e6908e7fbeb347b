package io.dogwatch;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A network bridge of a private engine's own, in a subnet that no other interface of this machine uses. */
@NullMarked
final class PrivateBridge implements AutoCloseable {

    private final String name;

    private PrivateBridge(String name) {
        this.name = name;
    }

    static PrivateBridge create() {
        for (int n = 0; n < 250; n++) {
            String name = "dwbr" + n;
            if (isTaken("10.231." + n + ".")) {
                continue;
            }
            try {
                // The kernel refuses a name twice, so two JVMs cannot get the same one.
                LocalCommand.run(List.of("ip", "link", "add", "name", name, "type", "bridge"));
            } catch (IllegalStateException e) {
                if (String.valueOf(e.getMessage()).contains("File exists")) {
                    continue;
                }
                throw e;
            }
            PrivateBridge bridge = new PrivateBridge(name);
            LocalCommand.run(List.of("ip", "address", "add", "10.231." + n + ".1/24", "dev", name));
            LocalCommand.run(List.of("ip", "link", "set", "dev", name, "up"));
            return bridge;
        }
        throw new IllegalStateException("No free bridge from dwbr0 to dwbr249");
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        LocalCommand.run(List.of("ip", "link", "delete", "dev", name));
    }

    private static boolean isTaken(String prefix) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address.getHostAddress().startsWith(prefix));
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}

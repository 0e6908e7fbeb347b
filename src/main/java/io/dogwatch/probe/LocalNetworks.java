package io.dogwatch.probe;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Knows the networks that this machine is attached to, from the kernel's main routing table. An address belongs to one if
 * its most specific route has no gateway, is not a default route, and does not lead into a tunnel. Thread-safe.
 *
 * <p>Behind a default route, a different machine may have the address of a container.
 */
final class LocalNetworks implements Predicate<InetAddress> {

    /** VPN clients replace the default route with routes of this length or less, such as {@code 0.0.0.0/1}. */
    private static final int MAX_DEFAULT_PREFIX = 7;

    private static final long MAX_AGE = Duration.ofSeconds(5).toNanos();

    /** The network of a new container may be newer than the table. */
    private static final long MAX_AGE_OF_ABSENCE = Duration.ofMillis(250).toNanos();

    private static final int POINT_TO_POINT = 0x10;
    private static final int GATEWAY = 0x2;
    private static final int REJECT = 0x200;

    /** @param bits length of an address of the route's family */
    private record Route(BigInteger network, int prefix, int bits, boolean isDirect) {

        boolean contains(BigInteger address, int length) {
            return bits == length
                    && address.xor(network).shiftRight(bits - prefix).signum() == 0;
        }
    }

    private record Table(List<Route> routes, long readAt) {}

    private final Path root;
    private volatile Table table = new Table(List.of(), System.nanoTime() - MAX_AGE);

    LocalNetworks() {
        this(Path.of("/"));
    }

    /** @param root the directory that contains {@code proc} and {@code sys} */
    LocalNetworks(Path root) {
        this.root = root;
    }

    @Override
    public boolean test(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return true;
        }
        long age = System.nanoTime() - table.readAt;
        boolean isAttached = age < MAX_AGE && isAttached(address);
        if (!isAttached && age >= MAX_AGE_OF_ABSENCE) {
            table = new Table(read(), System.nanoTime());
            isAttached = isAttached(address);
        }
        return isAttached;
    }

    private boolean isAttached(InetAddress address) {
        BigInteger number = new BigInteger(1, address.getAddress());
        int bits = address.getAddress().length * 8;
        return table.routes.stream()
                .filter(route -> route.contains(number, bits))
                .max(Comparator.comparingInt(Route::prefix))
                .filter(Route::isDirect)
                .isPresent();
    }

    private List<Route> read() {
        List<Route> routes = new ArrayList<>();
        for (String line : lines("proc/net/route")) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length > 7 && fields[1].length() == 8) {
                // The kernel writes the bytes of an address in reverse.
                routes.add(route(
                        Integer.toHexString(Integer.reverseBytes(Integer.parseUnsignedInt(fields[1], 16))),
                        Integer.bitCount(Integer.parseUnsignedInt(fields[7], 16)),
                        32,
                        fields[3],
                        fields[0]));
            }
        }
        for (String line : lines("proc/net/ipv6_route")) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length > 9) {
                routes.add(route(fields[0], Integer.parseInt(fields[1], 16), 128, fields[8], fields[9]));
            }
        }
        return routes;
    }

    private Route route(String network, int prefix, int bits, String flags, String link) {
        boolean isDirect = (Integer.parseUnsignedInt(flags, 16) & (GATEWAY | REJECT)) == 0
                && prefix > MAX_DEFAULT_PREFIX
                && !isTunnel(link);
        return new Route(new BigInteger(network, 16), prefix, bits, isDirect);
    }

    private boolean isTunnel(String link) {
        return lines("sys/class/net/" + link + "/flags").stream()
                .anyMatch(flags -> (Integer.decode(flags.trim()) & POINT_TO_POINT) != 0);
    }

    /** Returns the lines of a kernel file; empty if the system does not have it. */
    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}

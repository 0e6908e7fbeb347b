package io.dogwatch.probe;

import com.google.common.net.InetAddresses;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a container's port can be reached, or why that is not known. */
public sealed interface Resolution {

    /**
     * Where to connect.
     *
     * @param socket always resolved: using it asks no name server
     * @param via how it was found, for people, such as {@code own address in network bridge}
     */
    record Address(InetSocketAddress socket, Route route, String via) implements Resolution {

        /** {@code 172.17.0.2:80} or {@code [fd00::2]:80}: what the Host header and the details say. */
        String hostAndPort() {
            return host() + ":" + socket.getPort();
        }

        /** The numeric address as people write it. */
        String literal() {
            return text(socket.getAddress());
        }

        /** The numeric address, in brackets if it is IPv6 (and without the zone, which no server understands). */
        String host() {
            return socket.getAddress() instanceof Inet6Address ? "[" + literal() + "]" : literal();
        }

        @Override
        public String toString() {
            return hostAndPort() + " (" + via + ")";
        }
    }

    /** As RFC 5952 has it: {@code ::1}, where Java itself writes all eight groups; without the zone. */
    static String text(InetAddress address) {
        String text = InetAddresses.toAddrString(address);
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** What an answer from the address proves. */
    enum Route {
        /** The container's own address: whoever accepts is in the container. */
        OWN_ADDRESS,
        /** The machine's own address, which the container shares. */
        HOST_NETWORK,
        /** A published port: docker-proxy accepts there even when nothing listens inside, so accepting proves nothing. */
        PUBLISHED_PORT
    }

    /** No address is known; {@code detail} says what was looked for. */
    record Unknown(Cause cause, String detail) implements Resolution {
        Outcome outcome() {
            return Outcome.inconclusive(cause, detail);
        }
    }
}

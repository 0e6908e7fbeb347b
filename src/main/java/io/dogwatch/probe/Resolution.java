package io.dogwatch.probe;

import com.google.common.net.InetAddresses;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The address of a container port, or the reason why it is unknown. */
public sealed interface Resolution {

    /**
     * An address to connect to.
     *
     * @param socket always resolved; does not need a name server
     * @param via how it was found, for display, such as {@code own address in network bridge}
     */
    record Address(InetSocketAddress socket, Route route, String via) implements Resolution {

        /** Returns {@code 172.17.0.2:80} or {@code [fd00::2]:80}, for the Host header and failure details. */
        String hostAndPort() {
            return host() + ":" + socket.getPort();
        }

        /** Returns the numeric address in canonical form. */
        String literal() {
            return text(socket.getAddress());
        }

        /**
         * Returns the numeric address, in brackets if it is IPv6, and without the zone, which servers do not
         * understand.
         */
        String host() {
            return socket.getAddress() instanceof Inet6Address ? "[" + literal() + "]" : literal();
        }

        @Override
        public String toString() {
            return hostAndPort() + " (" + via + ")";
        }
    }

    /**
     * Returns the address as defined by RFC 5952, such as {@code ::1}, without the zone. Java itself writes all eight
     * groups.
     */
    static String text(InetAddress address) {
        String text = InetAddresses.toAddrString(address);
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** What a response from the address proves. */
    enum Route {
        /** The container's own address: a process in the container accepts. */
        OWN_ADDRESS,
        /** The address of the machine, shared by the container. */
        HOST_NETWORK,
        /**
         * A published port: docker-proxy accepts even if nothing listens inside, so an accepted connection proves
         * nothing.
         */
        PUBLISHED_PORT
    }

    /** No address is known; {@code detail} contains the reason. */
    record Unknown(Cause cause, String detail) implements Resolution {
        Outcome outcome() {
            return Outcome.inconclusive(cause, detail);
        }
    }
}

package io.dogwatch.containerstats;

import com.google.common.net.InetAddresses;
import io.dogwatch.model.ListenCheck.Protocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address as the kernel writes it: words of 32 bits in the byte order of the machine, and the port. Pure. */
record SocketAddress(InetAddress address, int port) {

    private static final Pattern SHAPE = Pattern.compile("([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})");

    /** Also reads {@code ::ffff:127.0.0.1} as the IPv4 address that it is. */
    static Optional<SocketAddress> read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String words = parts.group(1);
        ByteBuffer bytes = ByteBuffer.allocate(words.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < words.length(); at += 8) {
            bytes.putInt(Integer.parseUnsignedInt(words, at, at + 8, 16));
        }
        try {
            return Optional.of(
                    new SocketAddress(InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts.group(2), 16)));
        } catch (UnknownHostException e) {
            // only for another length
            return Optional.empty();
        }
    }

    Listener listener(Protocol protocol) {
        Listener.Reach reach = address.isLoopbackAddress()
                ? Listener.Reach.LOOPBACK
                : address.isAnyLocalAddress() ? Listener.Reach.ALL : Listener.Reach.ADDRESS;
        return new Listener(protocol, InetAddresses.toAddrString(address), port, reach);
    }
}

package io.dogwatch.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that begin alike, such as {@code 172.18.0.0/16}. Immutable.
 *
 * @param bits how many of them; all for a single address
 */
public record AddressRange(InetAddress first, int bits) {

    /** Never asks a name server. @return empty if it is neither an address nor a range of them */
    public static Optional<AddressRange> read(String text) {
        String[] parts = text.split("/", 2);
        return address(parts[0]).flatMap(address -> {
            int all = address.getAddress().length * 8;
            if (parts.length == 1) {
                return Optional.of(new AddressRange(address, all));
            }
            return Optional.of(parts[1])
                    .filter(bits -> bits.matches("\\d{1,3}"))
                    .map(Integer::parseInt)
                    .filter(bits -> bits <= all)
                    .map(bits -> new AddressRange(address, bits));
        });
    }

    public boolean contains(String address) {
        return address(address).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] its = address.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!bare.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

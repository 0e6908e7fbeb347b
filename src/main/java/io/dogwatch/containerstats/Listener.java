package io.dogwatch.containerstats;

import io.dogwatch.model.ListenCheck.Protocol;

/**
 * A socket that waits for others.
 *
 * @param address as people write it: {@code 0.0.0.0}, {@code ::}, {@code 172.17.0.2}
 * @param port 1 to 65535
 */
public record Listener(Protocol protocol, String address, int port, Reach reach) {

    /** From where it can be reached. */
    public enum Reach {
        /** From its own network namespace only. */
        LOOPBACK,
        /** At every address of the namespace. */
        ALL,
        /** At one address. */
        ADDRESS
    }

    /**
     * Whether it listens at {@code [::]}, and thus usually for IPv4 too. Programs can restrict the socket to IPv6;
     * {@code /proc} does not show this.
     */
    public boolean isDual() {
        return address.equals("::");
    }

    /** Such as {@code 127.0.0.1:80} or {@code [::1]:80}. */
    public String socket() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** Such as {@code 80 on all interfaces}. */
    String place() {
        return port
                + switch (reach) {
                    case LOOPBACK -> " on loopback";
                    case ALL -> " on all interfaces";
                    case ADDRESS -> " on " + address;
                };
    }
}

package io.dogwatch.model;

import java.util.Locale;

/**
 * A socket must listen in the network namespace of the container. The check looks from inside, so it is also
 * correct for ports unreachable from outside, and for published ports, where docker-proxy always accepts.
 *
 * @param port 1 to 65535
 */
public record ListenCheck(Terms terms, int port, Protocol protocol, On on) implements Check.Probed {

    public enum Protocol {
        TCP,
        UDP;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }
    }

    /** On which interface it must listen. */
    public enum On {
        /** On any, loopback is enough. */
        ANY,
        /** On one that others can reach: loopback is not enough. The default. */
        NETWORK;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }
    }

    @Override
    public String kind() {
        return "listen";
    }

    public ListenCheck with(Terms others) {
        return new ListenCheck(others, port, protocol, on);
    }
}

package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where messages go that are no mail. The address is a secret as the key is: whoever has it can write there.
 *
 * @param name unique; what routes call it
 * @param url http or https, without user, query as the other side wants it
 * @param secret what {@link Kind#secret} says of it
 * @param timeout for one whole request; 1 s to 2 m, default 10 s
 * @param hours when something is told there
 */
public record ChannelSettings(String name, Kind kind, URI url, Optional<String> secret, Duration timeout, Hours hours) {

    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** One where something is told at any time. */
    public ChannelSettings(String name, Kind kind, URI url, Optional<String> secret, Duration timeout) {
        this(name, kind, url, secret, timeout, Hours.ALWAYS);
    }

    /** Which language is spoken there. */
    public enum Kind {
        WEBHOOK(Secret.OPTIONAL, true),
        SLACK(Secret.NONE, true),
        TEAMS(Secret.NONE, true),
        DISCORD(Secret.NONE, true),
        NTFY(Secret.OPTIONAL, false),
        GOTIFY(Secret.REQUIRED, false),
        PAGERDUTY(Secret.REQUIRED, false),
        ALERTMANAGER(Secret.OPTIONAL, false);

        private final Secret secret;
        private final boolean hasSecretAddress;

        Kind(Secret secret, boolean hasSecretAddress) {
            this.secret = secret;
            this.hasSecretAddress = hasSecretAddress;
        }

        /** Whether it has a key beside the address: to sign, a token, or a routing key. */
        public Secret secret() {
            return secret;
        }

        /** Whether the address alone lets one write there, so that it should not stand in a file that many read. */
        public boolean hasSecretAddress() {
            return hasSecretAddress;
        }

        /** The word people write, such as {@code slack}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Secret {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** Without the address and the secret. */
    @Override
    public String toString() {
        return "channel " + name + " (" + kind.wireName() + ")";
    }
}

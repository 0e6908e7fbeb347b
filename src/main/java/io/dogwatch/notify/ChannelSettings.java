package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of a channel other than mail. The URL is a secret like the key: everyone who knows it can post.
 *
 * @param name unique; used by routes
 * @param url http or https, without user; the query is allowed
 * @param secret described by {@link Kind#secret}
 * @param timeout for a whole request; 1 s to 2 m, default 10 s
 * @param hours when the channel is active
 */
public record ChannelSettings(String name, Kind kind, URI url, Optional<String> secret, Duration timeout, Hours hours) {

    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Creates the settings of a channel that is always active. */
    public ChannelSettings(String name, Kind kind, URI url, Optional<String> secret, Duration timeout) {
        this(name, kind, url, secret, timeout, Hours.ALWAYS);
    }

    /** Type of the service. */
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

        /** Returns whether the service needs a key besides the URL: a signing key, a token or a routing key. */
        public Secret secret() {
            return secret;
        }

        /** Returns whether the URL alone authorizes posts, so it should not be in a widely readable file. */
        public boolean hasSecretAddress() {
            return hasSecretAddress;
        }

        /** Returns the configured name, such as {@code slack}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Secret {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** Omits the URL and the secret. */
    @Override
    public String toString() {
        return "channel " + name + " (" + kind.wireName() + ")";
    }
}

package io.dogwatch.model;

import java.util.Locale;

/**
 * A container needs another one of the same host, its parent.
 *
 * @param parent the parent's name
 */
public record Dependency(String parent, Need need, Via via) {

    /** What the parent must be before the child can work: Compose's conditions. */
    public enum Need {
        STARTED,
        HEALTHY,
        COMPLETED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people write, such as {@code healthy}. */
        public String wireName() {
            return wireName;
        }
    }

    /** How Dogwatch knows. */
    public enum Via {
        /** {@code dependsOn} in the configuration or in a label of Dogwatch's. */
        CONFIG,
        /** Compose's {@code depends_on}. */
        COMPOSE,
        /** {@code network_mode: container:…}: both live in the parent's network namespace, and the child loses it when the parent is restarted. */
        NETWORK,
        /** A legacy link. */
        LINK;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people see, such as {@code compose}. */
        public String wireName() {
            return wireName;
        }
    }
}

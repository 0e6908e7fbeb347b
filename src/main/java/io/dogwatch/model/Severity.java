package io.dogwatch.model;

import java.util.Locale;

/** How much a failing check matters. */
public enum Severity {
    /** People are told; nothing is restarted because of it. */
    WARN,
    /** People are told, and the target is healed. */
    CRITICAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The word people see, such as {@code warn}. */
    public String wireName() {
        return wireName;
    }
}

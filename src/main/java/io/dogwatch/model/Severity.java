package io.dogwatch.model;

import java.util.Locale;

/** How much a failing check matters. */
public enum Severity {
    /** The failure is notified; it causes no restart. */
    WARN,
    /** The failure is notified, and the target is healed. */
    CRITICAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The word people see, such as {@code warn}. */
    public String wireName() {
        return wireName;
    }
}

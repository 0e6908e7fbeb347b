package io.dogwatch.auth;

import java.util.Locale;

/** Permissions of a caller; each role includes the previous ones. */
public enum Role {
    /** Looks at everything. */
    VIEWER,

    /** Restarts, releases, acknowledges, silences, pauses: temporary actions on single targets. */
    OPERATOR,

    /** Stops all remedies, and allows them again. */
    ADMIN;

    /** Whether this role is enough where that one is needed. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As configuration and pages have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

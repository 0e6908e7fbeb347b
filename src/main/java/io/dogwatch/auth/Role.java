package io.dogwatch.auth;

import java.util.Locale;

/** What somebody may do; each role may also do what those before it may. */
public enum Role {
    /** Looks at everything. */
    VIEWER,

    /** Restarts, releases, acknowledges, silences, pauses: whatever concerns single targets for a while. */
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

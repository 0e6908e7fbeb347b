package io.dogwatch.logs;

import java.util.Locale;

/** Tells a log that can never be read from one that cannot be read now. */
final class Unreadable {

    private Unreadable() {}

    /**
     * Only {@code none} is certain: since 20.10 the engine keeps a local copy of what goes to syslog and its like, unless
     * that cache is switched off, so for the others the engine has to be asked.
     */
    static boolean isDriver(String driver) {
        return driver.equals("none");
    }

    /** The engine's own words, the same since 1.7: "configured logging driver does not support reading". */
    static boolean isSaidBy(String message) {
        return message.toLowerCase(Locale.ROOT).contains("does not support reading");
    }
}

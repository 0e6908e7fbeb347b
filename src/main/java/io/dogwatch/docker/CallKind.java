package io.dogwatch.docker;

import java.util.Locale;

/** What is asked of an engine: a closed vocabulary, for those who count and time it. */
public enum CallKind {
    PING,
    VERSION,
    LIST,
    /** One container, in part or in full. */
    INSPECT,
    /** The opening of the event stream. */
    EVENTS,
    /** A log's tail, or the opening of its stream. */
    LOG,
    TOP,
    STATS,
    /** A command in a container: each of its calls. */
    EXEC,
    RESTART,
    KILL,
    STOP,
    START;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The word people see, such as {@code inspect}. */
    public String wireName() {
        return wireName;
    }
}

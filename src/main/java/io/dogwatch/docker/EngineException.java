package io.dogwatch.docker;

/** A call to the Docker engine that did not do what it was to do. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The kinds of failure that callers distinguish. */
    public enum Kind {
        /** No connection, no answer in time, or a cut one. For a call that acts, the outcome is not known. */
        UNREACHABLE,
        /** There is no such container (404). */
        NOT_FOUND,
        /** The container's state does not allow it (409). */
        CONFLICT,
        /** The engine failed (5xx). For a restart that does not mean that nothing was restarted. */
        ENGINE_FAULT,
        /** The engine rejects the request (other 4xx), such as an API version that it does not speak. */
        REJECTED
    }

    private final Kind kind;

    public EngineException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public EngineException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

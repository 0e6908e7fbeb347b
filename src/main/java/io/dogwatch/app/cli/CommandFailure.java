package io.dogwatch.app.cli;

/** A failed command: a message for the terminal, and an exit code for scripts. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Refused, or not found. */
    static final int REFUSED = 1;

    /** The command line is invalid; no request was sent. */
    static final int USAGE = 2;

    /** No Dogwatch answers at the address. */
    static final int UNREACHABLE = 3;

    /** At least one container is failing. For scripts. */
    static final int FAILING = 4;

    /** The token is missing, invalid, or lacks the role for this request. */
    static final int DENIED = 5;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Like any other exception, without a stack trace: it is for people. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

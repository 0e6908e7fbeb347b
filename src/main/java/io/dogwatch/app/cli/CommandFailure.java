package io.dogwatch.app.cli;

/** Why a command could not do what was asked, in words for the terminal, and as an exit code for scripts. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Refused, or not found. */
    static final int REFUSED = 1;

    /** The command line itself is wrong; nothing was asked. */
    static final int USAGE = 2;

    /** No Dogwatch answers at the address. */
    static final int UNREACHABLE = 3;

    /** What was asked for is so: something is in trouble. For scripts. */
    static final int TROUBLE = 4;

    /** Without a token that Dogwatch knows, or with one that may not do this. */
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

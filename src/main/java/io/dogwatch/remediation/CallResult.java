package io.dogwatch.remediation;

/** What the engine said to the one call of an intent. */
sealed interface CallResult {

    /** It has done what was asked. */
    record Done() implements CallResult {}

    /** It has certainly done nothing. */
    record Refused(String why) implements CallResult {}

    /** There was nothing to kill: the container had ended by itself. */
    record NotRunning() implements CallResult {}

    /** It failed on the way, and nobody knows how far it got (measured: of two restarts at once one answers 500). */
    record Faulted(String why) implements CallResult {}

    /** The connection was lost: it may not even have heard of the call. */
    record Lost(String why) implements CallResult {}

    /** It is still at it. */
    record Pending() implements CallResult {}
}

package io.dogwatch.remediation;

/** The engine's answer to the call of an intent. */
sealed interface CallResult {

    /** The engine completed the action. */
    record Done() implements CallResult {}

    /** The engine performed no action. */
    record Refused(String why) implements CallResult {}

    /** There was no process to kill, because the container had already exited. */
    record NotRunning() implements CallResult {}

    /** The call failed partway with an unknown effect (measured: of two concurrent restarts one returns 500). */
    record Faulted(String why) implements CallResult {}

    /** The connection was lost; the engine may not have received the call. */
    record Lost(String why) implements CallResult {}

    /** The engine has not answered yet. */
    record Pending() implements CallResult {}
}

package io.dogwatch.model;

import java.util.Locale;

/** What an outcome found: a closed vocabulary, the same in API, page, mail and metrics. */
public enum Cause {
    // the container's own state
    EXITED("the container exited on its own"),
    START_FAILED("the engine could not start the container"),
    OUT_OF_MEMORY("the kernel killed it because it reached its memory limit"),
    DEAD("the engine reports it as dead"),
    MISSING("no container has this name"),
    CRASH_LOOP("it keeps crashing, and the engine keeps restarting it"),
    NETWORK_LOST("it lost its network when the container that provides it was restarted"),
    NOT_RECOVERED("it did not recover in time after the restart"),
    FLAPPING("it keeps alternating between failing and passing"),
    // the host as a whole
    FAILING_TOGETHER("many containers on the host are failing together"),
    // Docker's HEALTHCHECK
    HEALTHCHECK_FAILED("Docker's HEALTHCHECK reports unhealthy"),
    // probes from outside
    CONNECTION_REFUSED("the port refuses connections"),
    CONNECTION_CLOSED("the connection was closed before the response was complete"),
    TIMED_OUT("no complete response in time"),
    UNREACHABLE("the address is unreachable"),
    TLS_FAILED("the TLS handshake failed"),
    UNEXPECTED_STATUS("the status code is not allowed"),
    UNEXPECTED_BODY("the response body does not match the check"),
    UNEXPECTED_ANSWER("the response does not match the check"),
    TOO_SLOW("the response was correct but too slow"),
    CERTIFICATE_EXPIRES("the certificate has expired or expires soon"),
    NOT_SERVING("the service reports that it is not serving"),
    // seen from inside
    NOT_LISTENING("nothing listens on the port inside the container"),
    LOOPBACK_ONLY("it listens on the container's loopback only, so it is unreachable from outside"),
    COMMAND_FAILED("the command in the container failed"),
    UNEXPECTED_OUTPUT("the command output does not match the check"),
    OVER_LIMIT("its resource usage exceeds the limit"),
    PREDICTED_FULL("it keeps growing and will soon reach its limit"),
    // log markers
    FAILURE_MARKER("the log contains a failure marker"),
    HEARTBEAT_MISSED("the heartbeat line in the log is overdue"),
    // configuration
    INVALID_LABEL("a container label is invalid"),
    // No problem
    REPORT_DUE("a report is due"),
    // inconclusive: these say nothing about the target
    ENGINE_UNREACHABLE("the Docker engine does not respond"),
    NO_ADDRESS("no address is known for the port"),
    LOG_UNREADABLE("the container's log cannot be read"),
    NOT_VISIBLE("Dogwatch lacks the access to see it"),
    PROBER_FAULT("Dogwatch could not run the probe");

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String meaning;

    Cause(String meaning) {
        this.meaning = meaning;
    }

    /** The word people see, such as {@code timed-out}. */
    public String wireName() {
        return wireName;
    }

    /** One plain clause for mails and pages. */
    public String meaning() {
        return meaning;
    }
}

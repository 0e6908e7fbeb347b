package io.dogwatch.target;

import java.util.Locale;

/** What an outcome found: a closed vocabulary, the same in API, page, mail and metrics. */
public enum Cause {
    // the container's own state
    EXITED("the container exited by itself"),
    OUT_OF_MEMORY("the kernel killed it for its memory limit"),
    DEAD("the engine calls it dead"),
    MISSING("there is no container of this name"),
    CRASH_LOOP("it crashes again and again, and the engine starts it again and again"),
    NETWORK_LOST("the container whose network it shares was restarted, so it has no network any more"),
    NOT_RECOVERED("it has not proved in time that the restart has helped"),
    FLAPPING("it fails and passes in turn"),
    // the host as a whole
    FAILING_TOGETHER("many containers of the host fail together"),
    // Docker's HEALTHCHECK
    HEALTHCHECK_FAILED("Docker's own HEALTHCHECK says unhealthy"),
    // probes from outside
    CONNECTION_REFUSED("nothing accepts connections on the port"),
    CONNECTION_CLOSED("the connection was closed before the answer was complete"),
    TIMED_OUT("no complete answer in time"),
    UNREACHABLE("the address cannot be reached"),
    TLS_FAILED("the TLS handshake failed"),
    UNEXPECTED_STATUS("the status code is not an allowed one"),
    UNEXPECTED_BODY("the body does not say what it must, or says what it must not"),
    UNEXPECTED_ANSWER("the answer does not match"),
    TOO_SLOW("the answer was right but too late"),
    CERTIFICATE_EXPIRES("the certificate has expired or soon will"),
    NOT_SERVING("the service says that it does not serve"),
    // seen from inside
    NOT_LISTENING("nothing listens on the port in the container"),
    LOOPBACK_ONLY("it listens on the container's loopback only, where nobody else can reach it"),
    COMMAND_FAILED("the command in the container did not end as it must"),
    UNEXPECTED_OUTPUT("the command's output does not say what it must, or says what it must not"),
    OVER_LIMIT("it uses more than it may"),
    PREDICTED_FULL("it grows, and will soon reach its limit"),
    // log markers
    FAILURE_MARKER("a failure marker was seen in the log"),
    HEARTBEAT_MISSED("the heartbeat marker is overdue in the log"),
    // configuration
    INVALID_LABEL("a label of the container is not valid"),
    // nothing is wrong
    REPORT_DUE("it is time for a report"),
    // inconclusive: these say nothing about the target
    ENGINE_UNREACHABLE("the Docker engine does not answer"),
    NO_ADDRESS("no address is known at which the port could be reached"),
    LOG_UNREADABLE("the container's log cannot be read"),
    NOT_VISIBLE("Dogwatch cannot see it from where it stands"),
    PROBER_FAULT("Dogwatch itself could not carry out the probe");

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String meaning;

    Cause(String meaning) {
        this.meaning = meaning;
    }

    /** The word people see, such as {@code timed-out}. */
    public String word() {
        return word;
    }

    /** One plain clause for mails and pages. */
    public String meaning() {
        return meaning;
    }
}

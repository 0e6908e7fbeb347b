package io.dogwatch.probe;

import java.time.Duration;

/**
 * The duration of each phase of an attempt. A skipped phase is zero; the phase in which the attempt failed ends at
 * the failure. With redirects, each is the sum over all connections.
 *
 * @param resolve finding the address of the container
 * @param connect from the first packet to the accepted connection
 * @param tls the TLS handshake
 * @param firstByte from the request to the first byte of the response; for HTTP, to the end of the headers
 * @param body from there to the end of the response or dialogue
 */
public record Phases(Duration resolve, Duration connect, Duration tls, Duration firstByte, Duration body) {

    public static final Phases NONE =
            new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}

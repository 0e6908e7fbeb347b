package io.dogwatch.probe;

import java.time.Duration;

/**
 * How long each part of an attempt took. A part that did not take place is zero; the one in which the attempt failed
 * lasts until then. With redirects, each is the sum over all connections.
 *
 * @param resolve finding the container's address
 * @param connect from the first packet to the accepted connection
 * @param tls the TLS handshake
 * @param firstByte from the question to the first of the answer: for HTTP its whole head
 * @param body from there to the end of the answer, or of the conversation
 */
public record Phases(Duration resolve, Duration connect, Duration tls, Duration firstByte, Duration body) {

    public static final Phases NONE =
            new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}

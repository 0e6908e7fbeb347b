package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.probe.Resolution.Route;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TcpCheck;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes one TCP connection, and holds the check's conversation on it if there is one. Safe for use by many threads;
 * blocks the calling one, at most for the check's timeout.
 */
final class TcpProber {

    /**
     * How long a bare connection to a published port is watched. docker-proxy accepts first and connects to the
     * container then; when nothing listens there, it closes within a few milliseconds.
     */
    private static final Duration WATCHED = Duration.ofMillis(50);

    private final Deadlines deadlines;
    private final Patterns patterns;

    TcpProber(Deadlines deadlines, Patterns patterns) {
        this.deadlines = deadlines;
        this.patterns = patterns;
    }

    /** @throws IOException only if the prober is closed */
    Outcome probe(TcpCheck check, Address address) throws IOException {
        try (Call call = new Call(deadlines, check.schedule().timeout(), address)) {
            Optional<Conversation> conversation = Optional.empty();
            try {
                Socket socket = call.connect();
                Optional<Outcome> failure;
                if (!check.steps().isEmpty()) {
                    conversation = Optional.of(new Conversation(call, socket, patterns));
                    failure = conversation.get().hold(check.steps());
                } else if (address.route() == Route.PUBLISHED_PORT) {
                    failure = closedAtOnce(socket, call);
                } else {
                    failure = Optional.empty();
                }
                if (call.end() != Deadlines.End.NONE) {
                    throw new IOException("it was done with the end of the time");
                }
                return failure.orElseGet(() -> Outcome.healthy(call.took()));
            } catch (IOException e) {
                return Failures.of(
                        e, call, conversation.map(Conversation::sofar).orElse(""));
            }
        }
    }

    private static Optional<Outcome> closedAtOnce(Socket socket, Call call) throws IOException {
        socket.setSoTimeout((int) WATCHED.toMillis());
        try {
            if (socket.getInputStream().read() >= 0) {
                return Optional.empty();
            }
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (SocketException e) {
            if (call.end() != Deadlines.End.NONE) {
                throw e;
            }
        }
        return Optional.of(Outcome.unhealthy(
                Cause.CONNECTION_REFUSED,
                "published port " + call.address().hostAndPort()
                        + " accepted and closed at once: nothing seems to listen in the container",
                call.took()));
    }
}

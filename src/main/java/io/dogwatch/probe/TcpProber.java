package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Route;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TcpCheck;
import io.dogwatch.target.TcpCheck.Preset;
import io.dogwatch.target.TcpCheck.StartTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes one TCP connection, secures it if asked, and holds the check's conversation on it if there is one. Safe for use
 * by many threads; blocks the calling one.
 */
final class TcpProber {

    /**
     * How long a bare connection to a published port is watched. docker-proxy accepts first and connects to the
     * container then; when nothing listens there, it closes within a few milliseconds.
     */
    private static final Duration WATCHED = Duration.ofMillis(50);

    private final Patterns patterns;
    private final Securing securing;

    TcpProber(Patterns patterns, Securing securing) {
        this.patterns = patterns;
        this.securing = securing;
    }

    Outcome probe(TcpCheck check, Call call) throws IOException {
        Socket socket = call.connect();
        if (check.tls().isPresent()) {
            if (check.startTls().isPresent()) {
                StartingTls.ask(check.startTls().get(), wire(socket, call));
            }
            socket = securing.secure(
                    call, socket, check.tls().get(), call.address().literal());
        }
        if (check.preset().isPresent()) {
            greet(check.preset().get(), wire(socket, call), check.startTls());
        } else if (!check.steps().isEmpty()) {
            Conversation conversation = new Conversation(call, socket, patterns);
            call.hears(conversation);
            Optional<Outcome> failure = conversation.hold(check.steps());
            if (failure.isPresent()) {
                return failure.get();
            }
        } else if (check.tls().isEmpty() && call.address().route() == Route.PUBLISHED_PORT) {
            requireStaysOpen(socket, call);
        }
        return Outcome.healthy(call.took());
    }

    private static Wire wire(Socket socket, Call call) throws IOException {
        Wire wire = new Wire(socket);
        call.hears(wire);
        return wire;
    }

    private static void greet(Preset preset, Wire wire, Optional<StartTls> begun) throws IOException {
        switch (preset) {
            case SMTP -> {
                // After STARTTLS a server does not greet again, but everything said before is forgotten.
                if (!begun.equals(Optional.of(StartTls.SMTP))) {
                    SmtpTalk.greeting(wire);
                }
                SmtpTalk.hello(wire);
                SmtpTalk.quit(wire);
            }
            case REDIS -> RedisTalk.greet(wire);
            case POSTGRES -> PostgresTalk.greet(wire);
            case MYSQL -> MysqlTalk.greet(wire);
        }
    }

    private static void requireStaysOpen(Socket socket, Call call) throws IOException {
        socket.setSoTimeout((int) WATCHED.toMillis());
        try {
            if (socket.getInputStream().read() >= 0) {
                return;
            }
        } catch (SocketTimeoutException e) {
            return;
        } catch (SocketException e) {
            if (call.end() != Deadlines.End.NONE) {
                throw e;
            }
        }
        throw new Mismatch(
                Cause.CONNECTION_REFUSED,
                "published port " + call.address().hostAndPort()
                        + " accepted and closed immediately: probably nothing listens in the container");
    }
}

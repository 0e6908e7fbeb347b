package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.TcpCheck.Preset;
import io.dogwatch.model.TcpCheck.StartTls;
import io.dogwatch.probe.Resolution.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens one TCP connection, optionally with TLS, and runs the dialogue of the check. Thread-safe; blocks the calling
 * thread.
 */
final class TcpProber {

    /**
     * How long a connection without a dialogue to a published port is observed. docker-proxy accepts first and then
     * connects to the container; if nothing listens there, it closes within a few milliseconds.
     */
    private static final Duration OBSERVED = Duration.ofMillis(50);

    private final Patterns patterns;
    private final TlsUpgrade securing;

    TcpProber(Patterns patterns, TlsUpgrade securing) {
        this.patterns = patterns;
        this.securing = securing;
    }

    Outcome probe(TcpCheck check, ProbeConnection call) throws IOException {
        Socket socket = call.connect();
        if (check.tls().isPresent()) {
            if (check.startTls().isPresent()) {
                StartTlsDialogue.ask(check.startTls().get(), wire(socket, call));
            }
            socket = securing.secure(
                    call, socket, check.tls().get(), call.address().literal());
        }
        if (check.preset().isPresent()) {
            greet(check.preset().get(), wire(socket, call), check.startTls());
        } else if (!check.steps().isEmpty()) {
            Conversation conversation = new Conversation(call, socket, patterns);
            call.track(conversation);
            Optional<Outcome> failure = conversation.run(check.steps());
            if (failure.isPresent()) {
                return failure.get();
            }
        } else if (check.tls().isEmpty() && call.address().route() == Route.PUBLISHED_PORT) {
            requireStaysOpen(socket, call);
        }
        return Outcome.healthy(call.took());
    }

    private static LineReader wire(Socket socket, ProbeConnection call) throws IOException {
        LineReader wire = new LineReader(socket);
        call.track(wire);
        return wire;
    }

    private static void greet(Preset preset, LineReader wire, Optional<StartTls> startTls) throws IOException {
        switch (preset) {
            case SMTP -> {
                // After STARTTLS a server does not greet again, but discards the earlier EHLO.
                if (!startTls.equals(Optional.of(StartTls.SMTP))) {
                    SmtpHandshake.greeting(wire);
                }
                SmtpHandshake.hello(wire);
                SmtpHandshake.quit(wire);
            }
            case REDIS -> RedisHandshake.greet(wire);
            case POSTGRES -> PostgresHandshake.greet(wire);
            case MYSQL -> MysqlHandshake.greet(wire);
        }
    }

    private static void requireStaysOpen(Socket socket, ProbeConnection call) throws IOException {
        socket.setSoTimeout((int) OBSERVED.toMillis());
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

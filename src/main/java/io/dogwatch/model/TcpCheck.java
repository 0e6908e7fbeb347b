package io.dogwatch.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A TCP connection to the container must be accepted, and the conversation, if any, must match.
 *
 * @param tls present if the connection uses TLS
 * @param startTls the protocol of the TLS upgrade; empty if TLS begins with the connection. Requires {@code tls}.
 * @param preset the protocol of the greeting to exchange, instead of steps
 * @param steps the conversation in order, after TLS; if empty, a connection is sufficient
 */
public record TcpCheck(
        Terms terms,
        int port,
        Optional<Tls> tls,
        Optional<StartTls> startTls,
        Optional<Preset> preset,
        List<Step> steps)
        implements Check.Reached {

    /** One step of the conversation. */
    public sealed interface Step {

        /** Sends these characters as UTF-8, nothing added. */
        record Send(String text) implements Step {}

        /** Reads until this linear-time (RE2) pattern is found in what has come since the last step; 64 KiB at most. */
        record Expect(String pattern) implements Step {}
    }

    /** Protocols that begin in the clear and have a word for securing the connection. */
    public enum StartTls {
        SMTP,
        IMAP,
        POP3,
        FTP,
        POSTGRES;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }
    }

    /** Protocols that Dogwatch can greet in, without logging on. */
    public enum Preset {
        SMTP,
        REDIS,
        POSTGRES,
        MYSQL;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }
    }

    public TcpCheck {
        steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
        return "tcp";
    }

    /** The check with nothing but a port said: it accepts. */
    public static TcpCheck ofPort(String name, int port) {
        return new TcpCheck(Terms.of(name), port, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    public TcpCheck with(Terms others) {
        return new TcpCheck(others, port, tls, startTls, preset, steps);
    }

    public TcpCheck with(List<Step> others) {
        return new TcpCheck(terms, port, tls, startTls, preset, others);
    }

    public TcpCheck with(Preset other) {
        return new TcpCheck(terms, port, tls, startTls, Optional.of(other), steps);
    }

    public TcpCheck with(Tls other) {
        return new TcpCheck(terms, port, Optional.of(other), startTls, preset, steps);
    }

    public TcpCheck with(Tls other, StartTls how) {
        return new TcpCheck(terms, port, Optional.of(other), Optional.of(how), preset, steps);
    }
}

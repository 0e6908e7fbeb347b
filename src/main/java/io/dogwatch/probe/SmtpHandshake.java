package io.dogwatch.probe;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;

/** Greets an SMTP server and quits without sending a mail. */
final class SmtpHandshake {

    private SmtpHandshake() {}

    /** @throws Mismatch if the server does not greet with 220 */
    static void greeting(LineReader wire) throws IOException {
        Reply.read(wire).expect(220, "the connection");
    }

    /** @throws Mismatch if the server does not answer with 250 */
    static Reply hello(LineReader wire) throws IOException {
        wire.send("EHLO " + self(wire.socket().getLocalAddress()) + "\r\n");
        return Reply.read(wire).expect(250, "EHLO");
    }

    static boolean offersTls(Reply hello) {
        return hello.lines().stream()
                .anyMatch(line -> line.strip().toUpperCase(Locale.ROOT).equals("STARTTLS"));
    }

    /** Sends QUIT and waits for any reply; otherwise the server logs a lost connection. */
    static void quit(LineReader wire) throws IOException {
        wire.send("QUIT\r\n");
        Reply.read(wire);
    }

    /** Returns the address literal for EHLO of a client without a host name (RFC 5321, 4.1.3). */
    private static String self(InetAddress address) {
        String literal = Resolution.text(address);
        return address instanceof Inet6Address ? "[IPv6:" + literal + "]" : "[" + literal + "]";
    }
}

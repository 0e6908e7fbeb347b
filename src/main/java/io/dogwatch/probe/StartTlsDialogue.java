package io.dogwatch.probe;

import io.dogwatch.model.TcpCheck.StartTls;
import java.io.IOException;
import java.util.Locale;

/** Requests TLS in the protocol of the server. Sends no credentials and nothing that changes state. */
final class StartTlsDialogue {

    private static final byte[] POSTGRES_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    /** Maximum number of untagged IMAP lines before the reply. */
    private static final int MAX_UNTAGGED = 100;

    private StartTlsDialogue() {}

    /** @throws Mismatch if the server does not offer TLS or does not speak the protocol */
    static void ask(StartTls protocol, LineReader wire) throws IOException {
        switch (protocol) {
            case SMTP -> smtp(wire);
            case IMAP -> imap(wire);
            case POP3 -> pop3(wire);
            case FTP -> ftp(wire);
            case POSTGRES -> postgres(wire);
        }
    }

    private static void smtp(LineReader wire) throws IOException {
        SmtpHandshake.greeting(wire);
        if (!SmtpHandshake.offersTls(SmtpHandshake.hello(wire))) {
            throw refused("EHLO does not list it");
        }
        wire.send("STARTTLS\r\n");
        Reply reply = Reply.read(wire);
        if (reply.code() != 220) {
            throw refused(reply.toString());
        }
    }

    private static void imap(LineReader wire) throws IOException {
        String greeting = wire.line();
        if (!greeting.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw Mismatch.answer(
                    "the IMAP server greets with \"" + HttpProbeResponse.cut(greeting) + "\" (wanted: * OK)");
        }
        wire.send("d1 STARTTLS\r\n");
        for (int i = 0; i < MAX_UNTAGGED; i++) {
            String line = wire.line();
            if (line.toUpperCase(Locale.ROOT).startsWith("D1 OK")) {
                return;
            }
            if (!line.startsWith("* ")) {
                throw refused(HttpProbeResponse.cut(line));
            }
        }
        throw Mismatch.answer("no response to STARTTLS within " + MAX_UNTAGGED + " lines");
    }

    private static void pop3(LineReader wire) throws IOException {
        String greeting = wire.line();
        if (!greeting.startsWith("+OK")) {
            throw Mismatch.answer(
                    "the POP3 server greets with \"" + HttpProbeResponse.cut(greeting) + "\" (wanted: +OK)");
        }
        wire.send("STLS\r\n");
        String answer = wire.line();
        if (!answer.startsWith("+OK")) {
            throw refused(HttpProbeResponse.cut(answer));
        }
    }

    private static void ftp(LineReader wire) throws IOException {
        Reply.read(wire).expect(220, "the connection");
        wire.send("AUTH TLS\r\n");
        Reply reply = Reply.read(wire);
        if (reply.code() != 234) {
            throw refused(reply.toString());
        }
    }

    private static void postgres(LineReader wire) throws IOException {
        wire.send(POSTGRES_REQUEST);
        int answer = wire.octet();
        if (answer == 'N') {
            throw refused("PostgreSQL answers N");
        }
        if (answer == 'E') {
            PostgresHandshake.failed(wire);
        }
        if (answer != 'S') {
            throw Mismatch.answer("the server does not speak PostgreSQL");
        }
    }

    private static Mismatch refused(String how) {
        return Mismatch.answer("the server does not offer STARTTLS: " + how);
    }
}

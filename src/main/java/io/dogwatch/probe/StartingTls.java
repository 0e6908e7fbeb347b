package io.dogwatch.probe;

import io.dogwatch.target.TcpCheck.StartTls;
import java.io.IOException;
import java.util.Locale;

/** Asks a server in its own protocol to begin TLS. Sends no credentials, and nothing else that would change anything. */
final class StartingTls {

    private static final byte[] POSTGRES_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    /** Lines an IMAP server may say unasked before it answers. */
    private static final int MOST_UNTAGGED = 100;

    private StartingTls() {}

    /** @throws Mismatch if the server does not offer it, or does not speak the protocol */
    static void ask(StartTls protocol, Wire wire) throws IOException {
        switch (protocol) {
            case SMTP -> smtp(wire);
            case IMAP -> imap(wire);
            case POP3 -> pop3(wire);
            case FTP -> ftp(wire);
            case POSTGRES -> postgres(wire);
        }
    }

    private static void smtp(Wire wire) throws IOException {
        SmtpTalk.greeting(wire);
        if (!SmtpTalk.offersTls(SmtpTalk.hello(wire))) {
            throw refused("EHLO does not list it");
        }
        wire.send("STARTTLS\r\n");
        Reply reply = Reply.read(wire);
        if (reply.code() != 220) {
            throw refused(reply.toString());
        }
    }

    private static void imap(Wire wire) throws IOException {
        String greeting = wire.line();
        if (!greeting.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw Mismatch.answer("the IMAP server greets with \"" + HttpAnswer.cut(greeting) + "\" (wanted: * OK)");
        }
        wire.send("d1 STARTTLS\r\n");
        for (int i = 0; i < MOST_UNTAGGED; i++) {
            String line = wire.line();
            if (line.toUpperCase(Locale.ROOT).startsWith("D1 OK")) {
                return;
            }
            if (!line.startsWith("* ")) {
                throw refused(HttpAnswer.cut(line));
            }
        }
        throw Mismatch.answer("no response to STARTTLS within " + MOST_UNTAGGED + " lines");
    }

    private static void pop3(Wire wire) throws IOException {
        String greeting = wire.line();
        if (!greeting.startsWith("+OK")) {
            throw Mismatch.answer("the POP3 server greets with \"" + HttpAnswer.cut(greeting) + "\" (wanted: +OK)");
        }
        wire.send("STLS\r\n");
        String answer = wire.line();
        if (!answer.startsWith("+OK")) {
            throw refused(HttpAnswer.cut(answer));
        }
    }

    private static void ftp(Wire wire) throws IOException {
        Reply.read(wire).expect(220, "the connection");
        wire.send("AUTH TLS\r\n");
        Reply reply = Reply.read(wire);
        if (reply.code() != 234) {
            throw refused(reply.toString());
        }
    }

    private static void postgres(Wire wire) throws IOException {
        wire.send(POSTGRES_REQUEST);
        int answer = wire.octet();
        if (answer == 'N') {
            throw refused("PostgreSQL answers N");
        }
        if (answer == 'E') {
            PostgresTalk.failed(wire);
        }
        if (answer != 'S') {
            throw Mismatch.answer("the server does not speak PostgreSQL");
        }
    }

    private static Mismatch refused(String how) {
        return Mismatch.answer("the server does not offer STARTTLS: " + how);
    }
}

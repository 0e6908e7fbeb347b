package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import io.dogwatch.notify.SmtpServer.Security;
import io.dogwatch.notify.TestMailRun.Step;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The same transport that sends all mail, which writes down what is said. Of what we say only the verb, since after AUTH
 * come secrets. {@link #steps} may be asked by any thread while it talks.
 */
final class SmtpTranscript extends SMTPTransport {

    private static final int WORDS = 300;
    private static final int CONTINUE = 334;

    private final SmtpServer server;
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private volatile SmtpStage stage = SmtpStage.CONNECT;
    private boolean encrypted;

    SmtpTranscript(Session session, SmtpServer server) {
        super(session, new URLName("smtp", server.host(), server.port(), null, null, null));
        this.server = server;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Where it stopped, if it stops now. */
    SmtpStage stage() {
        if (stage != SmtpStage.EHLO || steps.isEmpty() || !steps.getLast().good()) {
            return stage;
        }
        return server.security() == Security.STARTTLS && !encrypted ? SmtpStage.STARTTLS : SmtpStage.AUTH;
    }

    @Override
    protected void startTLS() throws MessagingException {
        super.startTLS();
        isEncrypted();
    }

    private void isEncrypted() {
        encrypted = true;
        add(
                SmtpStage.CERTIFICATE,
                true,
                server.verifyCertificate()
                        ? "encrypted; the certificate is trusted and valid for " + server.host()
                        : "encrypted; the certificate was not verified (verifyCertificate: false)");
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        stage = SmtpStage.of(command);
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (stage == SmtpStage.CONNECT) {
            add(SmtpStage.CONNECT, true, "connected to " + server.host() + " port " + server.port());
            if (server.security() == Security.TLS) {
                isEncrypted();
            }
            stage = SmtpStage.GREETING;
        }
        int code = super.readServerResponse();
        if (stage != SmtpStage.OTHER && code != CONTINUE) {
            add(stage, code >= 200 && code < 400, code < 0 ? "the server closed the connection" : words());
        }
        if (stage == SmtpStage.STARTTLS && code == 220) {
            stage = SmtpStage.CERTIFICATE;
        }
        return code;
    }

    /** The server's own; of a long list of what it can do only what matters here. */
    private String words() {
        List<String> lines = getLastServerResponse().lines().toList();
        if (stage != SmtpStage.EHLO || lines.size() < 2) {
            return lines.stream().collect(Collectors.joining(" "));
        }
        String offered = lines.stream()
                .skip(1)
                .map(line -> line.length() > 4 ? line.substring(4) : "")
                .filter(line -> line.toUpperCase(Locale.ROOT).matches("(STARTTLS|AUTH[ =].*|SIZE.*|SMTPUTF8|8BITMIME)"))
                .collect(Collectors.joining(", "));
        return offered.isEmpty() ? lines.getFirst() : lines.getFirst() + "; offers " + offered;
    }

    private void add(SmtpStage where, boolean good, String words) {
        steps.add(new Step(where.title(), good, PlainText.line(words, WORDS)));
    }
}

package io.dogwatch.notify;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.PlainText;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail by SMTP. Tries the servers in order until one accepts the mail or rejects it permanently. An interrupt
 * ends an attempt immediately.
 */
public final class SmtpChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

    private final MailSettings settings;
    private final MessageRenderer renderer;

    /** @param settings with at least one server */
    public SmtpChannel(MailSettings settings, MessageRenderer renderer) {
        if (settings.servers().isEmpty()) {
            throw new IllegalArgumentException("no SMTP server");
        }
        this.settings = settings;
        this.renderer = renderer;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        return put(renderer.write(message));
    }

    Delivery put(MailContent content) {
        List<String> troubles = new ArrayList<>();
        for (SmtpServer server : settings.servers()) {
            switch (withinDeadline(server, content)) {
                case Delivery.Accepted accepted -> {
                    return accepted;
                }
                case Delivery.Refused refused -> {
                    return refused;
                }
                case Delivery.TryAgain tryAgain -> troubles.add(tryAgain.reason());
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return new Delivery.TryAgain(String.join("; ", troubles));
    }

    /** Runs on a separate thread: an interrupt closes a socket on which a virtual thread blocks. */
    private Delivery withinDeadline(SmtpServer server, MailContent content) {
        FutureTask<Delivery> attempt = new FutureTask<>(() -> send(server, content));
        Thread.ofVirtual().name("smtp-" + server.host()).start(attempt);
        try {
            return attempt.get(settings.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return tryAgain(server, "not finished after " + HumanDuration.of(settings.sendTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tryAgain(server, "interrupted");
        } catch (ExecutionException e) {
            return tryAgain(server, String.valueOf(e.getCause()));
        } finally {
            attempt.cancel(true);
        }
    }

    private Delivery send(SmtpServer server, MailContent content) {
        try {
            Session session = Session.getInstance(SmtpProperties.of(server, settings));
            MimeMail mail = new MimeMail(session, settings, content, false);
            Address[] recipients = mail.getAllRecipients();
            try (Transport transport = session.getTransport("smtp")) {
                connect(transport, server);
                try {
                    transport.sendMessage(mail, recipients);
                    return new Delivery.Accepted(content.threadTopic());
                } catch (MessagingException e) {
                    return afterSending(server, content, e);
                }
            }
        } catch (MessagingException | GeneralSecurityException | IOException e) {
            // A failure before the mail is offered does not concern the mail: a wrong password can be corrected.
            return tryAgain(server, SmtpFailure.describe(e));
        }
    }

    /** Reads the secret now, because a file may contain a newer one. */
    static void connect(Transport transport, SmtpServer server) throws MessagingException, IOException {
        Optional<SmtpLogin> login = server.login();
        String secret = login.isPresent() ? login.get().secret().read() : null;
        transport.connect(
                server.host(), server.port(), login.map(SmtpLogin::user).orElse(null), secret);
    }

    private static Delivery afterSending(SmtpServer server, MailContent content, MessagingException e) {
        SmtpFailure failure = SmtpFailure.of(e);
        if (failure.isPartlyAccepted()) {
            // A retry would send duplicates to the accepted recipients.
            LOG.warn("mail recipients partly rejected server={} reason=\"{}\"", server.host(), failure.reason());
            return new Delivery.Accepted(content.threadTopic());
        }
        return failure.isPermanent()
                ? new Delivery.Refused(server.host() + ": " + failure.reason())
                : tryAgain(server, failure.reason());
    }

    private static Delivery tryAgain(SmtpServer server, String reason) {
        return new Delivery.TryAgain(PlainText.line(server.host() + ": " + reason, 300));
    }
}

package io.dogwatch.notify;

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
 * Mail by SMTP. The servers are tried in their order until one takes the letter or refuses it for good. An interrupt
 * ends an attempt at once.
 */
public final class SmtpChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

    private final MailSettings settings;
    private final MessageRenderer writer;

    /** @param settings with at least one server */
    public SmtpChannel(MailSettings settings, MessageRenderer writer) {
        if (settings.servers().isEmpty()) {
            throw new IllegalArgumentException("no SMTP server");
        }
        this.settings = settings;
        this.writer = writer;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        return put(writer.write(message));
    }

    Delivery put(MailContent letter) {
        List<String> troubles = new ArrayList<>();
        for (SmtpServer server : settings.servers()) {
            switch (withinDeadline(server, letter)) {
                case Delivery.Accepted accepted -> {
                    return accepted;
                }
                case Delivery.Refused refused -> {
                    return refused;
                }
                case Delivery.TryAgain again -> troubles.add(again.why());
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return new Delivery.TryAgain(String.join("; ", troubles));
    }

    /** On a thread of its own: an interrupt closes the socket that a virtual thread waits for. */
    private Delivery withinDeadline(SmtpServer server, MailContent letter) {
        FutureTask<Delivery> attempt = new FutureTask<>(() -> send(server, letter));
        Thread.ofVirtual().name("smtp-" + server.host()).start(attempt);
        try {
            return attempt.get(settings.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return again(server, "not finished after " + MailDurations.words(settings.sendTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again(server, "interrupted");
        } catch (ExecutionException e) {
            return again(server, String.valueOf(e.getCause()));
        } finally {
            attempt.cancel(true);
        }
    }

    private Delivery send(SmtpServer server, MailContent letter) {
        try {
            Session session = Session.getInstance(SmtpProperties.of(server, settings));
            MimeMail mail = new MimeMail(session, settings, letter, false);
            Address[] recipients = mail.getAllRecipients();
            try (Transport transport = session.getTransport("smtp")) {
                connect(transport, server);
                try {
                    transport.sendMessage(mail, recipients);
                    return new Delivery.Accepted(letter.threadTopic());
                } catch (MessagingException e) {
                    return afterSending(server, letter, e);
                }
            }
        } catch (MessagingException | GeneralSecurityException | IOException e) {
            // Until the letter is offered, nothing the server says is about it: a wrong password can be mended.
            return again(server, SmtpFailure.describe(e));
        }
    }

    /** The secret is read now, since one in a file may have been renewed. */
    static void connect(Transport transport, SmtpServer server) throws MessagingException, IOException {
        Optional<SmtpLogin> login = server.login();
        String secret = login.isPresent() ? login.get().secret().read() : null;
        transport.connect(
                server.host(), server.port(), login.map(SmtpLogin::user).orElse(null), secret);
    }

    private static Delivery afterSending(SmtpServer server, MailContent letter, MessagingException e) {
        SmtpFailure failure = SmtpFailure.of(e);
        if (failure.reachedSomebody()) {
            // Trying again would send it twice to those who have it.
            LOG.warn("mail recipients partly rejected server={} reason=\"{}\"", server.host(), failure.why());
            return new Delivery.Accepted(letter.threadTopic());
        }
        return failure.isForGood()
                ? new Delivery.Refused(server.host() + ": " + failure.why())
                : again(server, failure.why());
    }

    private static Delivery again(SmtpServer server, String why) {
        return new Delivery.TryAgain(PlainText.line(server.host() + ": " + why, 300));
    }
}

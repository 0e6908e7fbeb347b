package io.dogwatch.notify;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.PlainText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a test mail through the receiver's servers and records each step, without secrets. Thread-safe; blocks as long
 * as a real delivery.
 */
public final class TestMailRun {

    /**
     * One step of the SMTP session.
     *
     * @param name such as {@code connect}, {@code AUTH} or {@code RCPT TO}
     * @param good whether the step succeeded
     * @param words the response of the server, if any; one line
     */
    public record Step(String name, boolean good, String words) {}

    /**
     * @param server the server without its secret
     * @param accepted whether it accepted the mail for at least one recipient
     * @param advice how to fix a failure; empty on success
     */
    public record Attempt(String server, boolean accepted, List<Step> steps, String advice) {
        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param accepted whether a server accepted the mail, or it was written to disk
     * @param recipients the recipients
     * @param attempts in order; servers after the accepting one were not tried
     */
    public record Report(
            String line, boolean accepted, List<String> recipients, String messageId, List<Attempt> attempts) {
        public Report {
            recipients = List.copyOf(recipients);
            attempts = List.copyOf(attempts);
        }
    }

    private final String line;
    private final MailSettings settings;
    private final String instanceId;
    private final MaildirChannel maildir;

    /** @param maildir the destination without a mail server */
    public TestMailRun(String line, MailSettings settings, String instanceId, MaildirChannel maildir) {
        this.line = line;
        this.settings = settings;
        this.instanceId = instanceId;
        this.maildir = maildir;
    }

    /** @param now part of the mail id; two runs in one millisecond send the same mail */
    public Report run(Instant now) {
        MailContent content = TestMailContent.of(line, "test-" + now.toEpochMilli(), instanceId, now);
        List<Attempt> attempts = new ArrayList<>();
        if (settings.servers().isEmpty()) {
            attempts.add(onDisk(content));
        }
        for (SmtpServer server : settings.servers()) {
            attempts.add(withinDeadline(server, content));
            if (attempts.getLast().accepted() || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        boolean accepted = attempts.stream().anyMatch(Attempt::accepted);
        return new Report(line, accepted, settings.recipients(), content.messageId(), attempts);
    }

    private Attempt onDisk(MailContent content) {
        Delivery delivery = maildir.put(content);
        boolean accepted = delivery instanceof Delivery.Accepted;
        String words =
                switch (delivery) {
                    case Delivery.Accepted ignored ->
                        "no mail server is configured; saved as file " + content.fileName() + " in " + maildir.place();
                    case Delivery.TryAgain again -> again.reason();
                    case Delivery.Refused refused -> refused.reason();
                };
        String advice = accepted
                ? "No mail is sent until mail.servers contains a server."
                : "Check that the data folder is writable and has free space.";
        return new Attempt("maildir", accepted, List.of(new Step("file", accepted, words)), advice);
    }

    private Attempt withinDeadline(SmtpServer server, MailContent content) {
        AtomicReference<@Nullable SmtpTranscript> dialogue = new AtomicReference<>();
        FutureTask<Attempt> attempt = new FutureTask<>(() -> send(server, content, dialogue));
        Thread.ofVirtual().name("smtp-trial-" + server.host()).start(attempt);
        try {
            return attempt.get(settings.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return stopped(server, dialogue.get(), "not finished after " + HumanDuration.of(settings.sendTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(server, dialogue.get(), "interrupted");
        } catch (ExecutionException e) {
            return stopped(server, dialogue.get(), String.valueOf(e.getCause()));
        } finally {
            attempt.cancel(true);
        }
    }

    private Attempt send(SmtpServer server, MailContent content, AtomicReference<@Nullable SmtpTranscript> dialogue) {
        try {
            Session session = Session.getInstance(SmtpProperties.of(server, settings));
            MimeMail mail = new MimeMail(session, settings, content, false);
            try (SmtpTranscript talk = new SmtpTranscript(session, server)) {
                dialogue.set(talk);
                SmtpChannel.connect(talk, server);
                return send(server, talk, mail);
            }
        } catch (MessagingException | GeneralSecurityException | IOException e) {
            return stopped(server, dialogue.get(), SmtpFailure.describe(e));
        }
    }

    private Attempt send(SmtpServer server, SmtpTranscript talk, MimeMail mail) throws MessagingException {
        try {
            talk.sendMessage(mail, mail.getAllRecipients());
            return new Attempt(server.toString(), true, steps(server, talk), "");
        } catch (MessagingException e) {
            SmtpFailure failure = SmtpFailure.of(e);
            return failure.isPartlyAccepted() ? partly(server, talk) : stopped(server, talk, failure.reason());
        }
    }

    private Attempt partly(SmtpServer server, SmtpTranscript talk) {
        return new Attempt(
                server.toString(),
                true,
                steps(server, talk),
                "Not all recipients were accepted. " + SmtpStage.RCPT_TO.advice(server, settings.from()));
    }

    private static List<Step> steps(SmtpServer server, SmtpTranscript talk) {
        List<Step> steps = new ArrayList<>(talk.steps());
        if (server.login().isPresent()
                && steps.stream().noneMatch(step -> step.name().equals(SmtpStage.AUTH.title()))) {
            int hello = steps.stream().map(Step::name).toList().lastIndexOf(SmtpStage.EHLO.title());
            steps.add(
                    hello + 1,
                    new Step(SmtpStage.AUTH.title(), true, "the server offers no authentication, so none was used"));
        }
        return steps;
    }

    private Attempt stopped(SmtpServer server, @Nullable SmtpTranscript talk, String reason) {
        Optional<SmtpTranscript> dialogue = Optional.ofNullable(talk);
        SmtpStage stage = dialogue.map(SmtpTranscript::stage).orElse(SmtpStage.CONNECT);
        List<Step> steps = new ArrayList<>(dialogue.map(SmtpTranscript::steps).orElse(List.of()));
        Optional<Step> bad = steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.getLast()).filter(step -> !step.good());
        if (bad.isEmpty()) {
            steps.add(new Step(stage.title(), false, PlainText.line(reason, 300)));
        }
        SmtpStage where = bad.map(step -> SmtpStage.named(step.name())).orElse(stage);
        return new Attempt(server.toString(), false, steps, where.advice(server, settings.from()));
    }
}

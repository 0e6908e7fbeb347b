package io.dogwatch.notify;

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
 * Sends a letter on the way that a line's letters go, and tells each step of it. Nothing of it shows a secret. Safe for use
 * by many threads; blocks for as long as a real letter may take.
 */
public final class TestMailRun {

    /**
     * One step of the talk with a server.
     *
     * @param name such as {@code connect}, {@code AUTH} or {@code RCPT TO}
     * @param good whether it went on from there
     * @param words the server's own where it said something; one line
     */
    public record Step(String name, boolean good, String words) {}

    /**
     * @param server where it was tried; never its secret
     * @param accepted whether it took the letter for all, or at least for some of the recipients
     * @param advice what to do if something went wrong; else empty
     */
    public record Attempt(String server, boolean accepted, List<Step> steps, String advice) {
        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param accepted by one of the servers, or by the disk
     * @param recipients to whom it went
     * @param attempts in the order in which the servers were asked; those behind the one that took it were not
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

    /** @param maildir where letters go if there is no server */
    public TestMailRun(String line, MailSettings settings, String instanceId, MaildirChannel maildir) {
        this.line = line;
        this.settings = settings;
        this.instanceId = instanceId;
        this.maildir = maildir;
    }

    /** @param now makes the letter's id, so two within one millisecond are the same letter */
    public Report run(Instant now) {
        MailContent letter = TestMailContent.of(line, "test-" + now.toEpochMilli(), instanceId, now);
        List<Attempt> attempts = new ArrayList<>();
        if (settings.servers().isEmpty()) {
            attempts.add(onDisk(letter));
        }
        for (SmtpServer server : settings.servers()) {
            attempts.add(withinDeadline(server, letter));
            if (attempts.getLast().accepted() || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        boolean accepted = attempts.stream().anyMatch(Attempt::accepted);
        return new Report(line, accepted, settings.recipients(), letter.messageId(), attempts);
    }

    private Attempt onDisk(MailContent letter) {
        Delivery delivery = maildir.put(letter);
        boolean accepted = delivery instanceof Delivery.Accepted;
        String words =
                switch (delivery) {
                    case Delivery.Accepted ignored ->
                        "no mail server is configured; saved as file " + letter.fileName() + " in " + maildir.place();
                    case Delivery.TryAgain again -> again.why();
                    case Delivery.Refused refused -> refused.why();
                };
        String advice = accepted
                ? "No mail is sent until mail.servers contains a server."
                : "Check that the data folder is writable and has free space.";
        return new Attempt("maildir", accepted, List.of(new Step("file", accepted, words)), advice);
    }

    private Attempt withinDeadline(SmtpServer server, MailContent letter) {
        AtomicReference<@Nullable SmtpTranscript> dialogue = new AtomicReference<>();
        FutureTask<Attempt> attempt = new FutureTask<>(() -> send(server, letter, dialogue));
        Thread.ofVirtual().name("smtp-trial-" + server.host()).start(attempt);
        try {
            return attempt.get(settings.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return stopped(server, dialogue.get(), "not finished after " + MailDurations.words(settings.sendTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(server, dialogue.get(), "interrupted");
        } catch (ExecutionException e) {
            return stopped(server, dialogue.get(), String.valueOf(e.getCause()));
        } finally {
            attempt.cancel(true);
        }
    }

    private Attempt send(SmtpServer server, MailContent letter, AtomicReference<@Nullable SmtpTranscript> dialogue) {
        try {
            Session session = Session.getInstance(SmtpProperties.of(server, settings));
            MimeMail mail = new MimeMail(session, settings, letter, false);
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
            return failure.reachedSomebody() ? partly(server, talk) : stopped(server, talk, failure.why());
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

    private Attempt stopped(SmtpServer server, @Nullable SmtpTranscript talk, String why) {
        Optional<SmtpTranscript> dialogue = Optional.ofNullable(talk);
        SmtpStage stage = dialogue.map(SmtpTranscript::stage).orElse(SmtpStage.CONNECT);
        List<Step> steps = new ArrayList<>(dialogue.map(SmtpTranscript::steps).orElse(List.of()));
        Optional<Step> bad = steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.getLast()).filter(step -> !step.good());
        if (bad.isEmpty()) {
            steps.add(new Step(stage.title(), false, PlainText.line(why, 300)));
        }
        SmtpStage where = bad.map(step -> SmtpStage.named(step.name())).orElse(stage);
        return new Attempt(server.toString(), false, steps, where.advice(server, settings.from()));
    }
}

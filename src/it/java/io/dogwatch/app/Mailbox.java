package io.dogwatch.app;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The mails about one target that lie in a folder as files. Stateless. */
record Mailbox(Path folder) {

    /** What the tests look at in a mail. */
    record Mail(String kind, String subject, String id, Optional<String> inReplyTo, List<String> attachments) {

        static Mail of(MimeMessage message) {
            try {
                List<String> attachments = new ArrayList<>();
                if (message.getContent() instanceof MimeMultipart parts) {
                    for (int i = 0; i < parts.getCount(); i++) {
                        BodyPart part = parts.getBodyPart(i);
                        Optional.ofNullable(part.getFileName()).ifPresent(attachments::add);
                    }
                }
                return new Mail(
                        header(message, "X-Dogwatch-Kind").orElse(""),
                        message.getSubject(),
                        message.getMessageID(),
                        header(message, "In-Reply-To"),
                        attachments);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Optional<String> header(MimeMessage message, String name) throws MessagingException {
            return Optional.ofNullable(message.getHeader(name, null));
        }
    }

    /** Of all mails, those about no target included. */
    List<String> subjects() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Mailbox::read).map(Mail::subject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their files' names, which is that of their incident's notices. */
    List<Mail> about(String target) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("local." + target + "."))
                    .sorted()
                    .map(Mailbox::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> kindsAbout(String target) {
        return about(target).stream().map(Mail::kind).toList();
    }

    private static Mail read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return Mail.of(new MimeMessage(Session.getInstance(new Properties()), content));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

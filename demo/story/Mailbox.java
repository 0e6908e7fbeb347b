import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the maildir in the mailer container. */
final class Mailbox {

    private static final String FOLDER = "/var/mail/demo/new";
    private static final List<String> HEADERS =
            List.of("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References");

    private final Docker docker;

    Mailbox(Docker docker) {
        this.docker = docker;
    }

    /** @param shown headers and text, ready to print */
    record Mail(Optional<String> id, Optional<String> answers, String shown) {}

    Set<String> names() throws StepMissed {
        return Step.called("the mailbox can be read").await(this::list);
    }

    /** Returns the first new mail and the reply to it, once both have arrived. */
    Optional<List<Mail>> threadSince(Set<String> before) throws IOException, InterruptedException, MessagingException {
        List<Mail> mails = new ArrayList<>();
        for (String name : list().orElse(Set.of())) {
            if (!before.contains(name)) {
                mails.add(read(name));
            }
        }
        for (Mail opening : mails) {
            for (Mail closing : mails) {
                if (opening.id().isPresent() && closing.answers().equals(opening.id())) {
                    return Optional.of(List.of(opening, closing));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Set<String>> list() throws IOException, InterruptedException {
        return docker.ask("mailer", "ls " + FOLDER)
                .map(names -> new TreeSet<>(names.lines().filter(name -> !name.isBlank()).toList()));
    }

    private Mail read(String name) throws IOException, InterruptedException, MessagingException {
        String text = docker.ask("mailer", "cat '" + FOLDER + "/" + name.replace("'", "") + "'")
                .orElseThrow(() -> new IOException("mail " + name + " cannot be read"));
        MimeMessage message =
                new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        StringBuilder shown = new StringBuilder();
        for (String header : HEADERS) {
            String value = message.getHeader(header, ", ");
            if (value != null) {
                shown.append(header).append(": ").append(header.equals("Subject") ? message.getSubject() : unfolded(value));
                shown.append('\n');
            }
        }
        shown.append('\n').append(text(message).orElse("(no text part)"));
        return new Mail(first(message, "Message-ID"), first(message, "In-Reply-To"), printable(shown.toString()));
    }

    private static Optional<String> text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain") && part.getContent() instanceof String text) {
            return Optional.of(text.strip());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = text(inner);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(MimeMessage message, String header) throws MessagingException {
        return Optional.ofNullable(message.getHeader(header, null)).map(String::strip);
    }

    private static String unfolded(String value) {
        return value.replaceAll("\\s*\\R\\s*", " ");
    }

    /** Removes control characters, which could manipulate the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}

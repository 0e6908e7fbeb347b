package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link MaildirChannel} has written, as plain text and never as HTML. Somebody else may have put files there, so
 * nothing in them is trusted. Stateless.
 *
 * @param folder the maildir; need not exist
 */
public record MaildirReader(Path folder) {

    /** The longest file that is opened, in bytes. */
    private static final long LARGEST = 32L << 20;

    /** How much of a file is read to list it, in bytes: what Dogwatch writes has a head of less than 2 KiB. */
    private static final int MAX_HEAD_LENGTH = 16 * 1024;

    /** The longest text that is shown, in characters. */
    private static final int MAX_LENGTH = 200_000;

    private static final int MAX_LINE_LENGTH = 500;
    private static final int DEEPEST = 5;
    private static final String SUFFIX = ".eml";

    /** One file, by what its head says. */
    public record Envelope(String file, String subject, String from, String to, Optional<Instant> at) {}

    /**
     * One mail.
     *
     * @param text of its plain text part
     * @param attached names of what else is in it
     */
    public record Letter(Envelope envelope, String text, List<String> attached) {}

    /** @param total how many there are, listed or not */
    public record Page(int total, List<Envelope> envelopes) {}

    private record Found(Path file, Instant writtenAt) {}

    /** The newest file first. What cannot be read is listed by its name. */
    public Page newest(int skip, int limit) {
        List<Path> files = files();
        // The times are read once: one that changed while they are put in order would be in two places.
        return new Page(
                files.size(),
                files.stream()
                        .map(file -> new Found(file, writtenAt(file)))
                        .sorted(Comparator.comparing(Found::writtenAt)
                                .reversed()
                                .thenComparing(found -> found.file().getFileName()))
                        .skip(skip)
                        .limit(limit)
                        .map(Found::file)
                        .map(file -> head(file).map(MaildirReader::envelope).orElseGet(() -> unreadable(file)))
                        .toList());
    }

    /** @param file a name from {@link #newest}; anything else is not there */
    public Optional<Letter> letter(String file) {
        return file(file)
                .map(path -> read(path)
                        .map(MaildirReader::letter)
                        .orElseGet(() -> new Letter(unreadable(path), "This file is not a readable mail.", List.of())));
    }

    /**
     * One as it lies there, to be closed by the caller.
     *
     * @param file as for {@link #letter}
     */
    public Optional<InputStream> raw(String file) {
        return file(file).map(path -> {
            try {
                return open(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Optional<Path> file(String name) {
        return files().stream()
                .filter(path -> path.getFileName().toString().equals(name))
                .findFirst();
    }

    private record Opened(Path file, MimeMessage message) {}

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            try (Stream<Path> there = Files.list(folder.resolve(part))) {
                there.filter(path -> path.getFileName().toString().contains(SUFFIX))
                        .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                        .forEach(files::add);
            } catch (NoSuchFileException e) {
                // Made at the first delivery.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Not by a link: it might lead to any file that Dogwatch may read. */
    private static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** As if the file ended after its head. */
    private static Optional<Opened> head(Path file) {
        try (InputStream bytes = open(file)) {
            return Optional.of(opened(file, new ByteArrayInputStream(bytes.readNBytes(MAX_HEAD_LENGTH))));
        } catch (IOException | MessagingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Opened> read(Path file) {
        try (InputStream bytes = open(file)) {
            return Files.size(file) > LARGEST ? Optional.empty() : Optional.of(opened(file, bytes));
        } catch (IOException | MessagingException e) {
            return Optional.empty();
        }
    }

    private static Opened opened(Path file, InputStream bytes) throws MessagingException {
        return new Opened(file, new MimeMessage(Session.getInstance(new Properties()), bytes));
    }

    private static Envelope unreadable(Path file) {
        return new Envelope(file.getFileName().toString(), "(unreadable)", "", "", Optional.of(writtenAt(file)));
    }

    private static Envelope envelope(Opened opened) {
        MimeMessage message = opened.message();
        try {
            return new Envelope(
                    opened.file().getFileName().toString(),
                    line(message.getSubject()),
                    addresses(message.getFrom()),
                    addresses(message.getRecipients(Message.RecipientType.TO)),
                    Optional.ofNullable(message.getSentDate()).map(Date::toInstant));
        } catch (MessagingException e) {
            return unreadable(opened.file());
        }
    }

    private static Letter letter(Opened opened) {
        StringBuilder text = new StringBuilder();
        List<String> attached = new ArrayList<>();
        try {
            take(opened.message(), text, attached, DEEPEST);
        } catch (MessagingException | IOException e) {
            attached.add("(unreadable part)");
        }
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "\n…" : text.toString();
        return new Letter(envelope(opened), PlainText.block(shown), List.copyOf(attached));
    }

    private static void take(Part part, StringBuilder text, List<String> attached, int depth)
            throws MessagingException, IOException {
        boolean isAttached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!isAttached && part.isMimeType("text/plain") && part.getContent() instanceof String words) {
            text.append(words).append('\n');
        } else if (!isAttached
                && part.isMimeType("multipart/*")
                && depth > 0
                && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                take(inner, text, attached, depth - 1);
            }
        } else if (isAttached) {
            attached.add(line(Optional.ofNullable(part.getFileName()).orElse("(unnamed)")));
        }
    }

    private static String addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : line(Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", ")));
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : PlainText.line(text, MAX_LINE_LENGTH);
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}

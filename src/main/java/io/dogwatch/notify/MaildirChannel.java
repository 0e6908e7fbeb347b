package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Mail without a mail server: one {@code .eml} file per message in a maildir, which mutt and others can open. A file is
 * there whole or not at all, and on disk when the delivery is accepted. A repetition replaces the file.
 */
public final class MaildirChannel implements Channel {

    private final Path folder;
    private final String suffix;
    private final MailSettings settings;
    private final MessageRenderer writer;

    /** The only one that writes into its folder. */
    public MaildirChannel(Path folder, MailSettings settings, MessageRenderer writer) {
        this(folder, "", settings, writer);
    }

    /**
     * @param folder made at the first delivery, with its three parts {@code tmp}, {@code new} and {@code cur}
     * @param suffix of its files' names, so that several can share a folder; safe in a file system
     */
    public MaildirChannel(Path folder, String suffix, MailSettings settings, MessageRenderer writer) {
        this.suffix = suffix;
        this.folder = folder;
        this.settings = settings;
        this.writer = writer;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        return put(writer.write(message));
    }

    Path place() {
        return folder.resolve("new");
    }

    Delivery put(MailContent letter) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new MimeMail(Session.getInstance(new Properties()), settings, letter, true).writeTo(bytes);
            write(letter.fileName() + suffix + ".eml", withLineFeeds(bytes.toByteArray()));
            return new Delivery.Accepted(letter.threadTopic());
        } catch (MessagingException | IOException e) {
            return new Delivery.TryAgain(PlainText.line("cannot write to the maildir " + folder + ": " + e, 300));
        }
    }

    private void write(String fileName, byte[] message) throws IOException {
        for (String part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(
                    folder.resolve(part),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path unfinished = folder.resolve("tmp").resolve(fileName);
        Path finished = folder.resolve("new").resolve(fileName);
        Files.deleteIfExists(unfinished);
        try (FileChannel file = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(message);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The rename itself is only on disk when its folder is.
        try (FileChannel directory = FileChannel.open(folder.resolve("new"), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** What lies in a maildir has plain line feeds, unlike what goes over the wire. */
    private static byte[] withLineFeeds(byte[] message) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(message.length);
        for (int i = 0; i < message.length; i++) {
            if (message[i] != '\r' || i + 1 == message.length || message[i + 1] != '\n') {
                result.write(message[i]);
            }
        }
        return result.toByteArray();
    }
}

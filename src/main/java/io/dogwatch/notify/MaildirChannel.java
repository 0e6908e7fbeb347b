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
 * Writes mails to a maildir, one {@code .eml} file per message, readable by mutt and other clients. Files are written
 * atomically and are durable when the delivery is accepted. A retry replaces the file.
 */
public final class MaildirChannel implements Channel {

    private final Path folder;
    private final String suffix;
    private final MailSettings settings;
    private final MessageRenderer renderer;

    /** Creates the only writer of its directory. */
    public MaildirChannel(Path folder, MailSettings settings, MessageRenderer renderer) {
        this(folder, "", settings, renderer);
    }

    /**
     * @param folder created at the first delivery with the subdirectories {@code tmp}, {@code new} and {@code cur}
     * @param suffix of the file names, so several channels can share a directory; safe in a file system
     */
    public MaildirChannel(Path folder, String suffix, MailSettings settings, MessageRenderer renderer) {
        this.suffix = suffix;
        this.folder = folder;
        this.settings = settings;
        this.renderer = renderer;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        return put(renderer.write(message));
    }

    Path place() {
        return folder.resolve("new");
    }

    Delivery put(MailContent content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new MimeMail(Session.getInstance(new Properties()), settings, content, true).writeTo(bytes);
            write(content.fileName() + suffix + ".eml", withLineFeeds(bytes.toByteArray()));
            return new Delivery.Accepted(content.threadTopic());
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
        // The rename is durable only after syncing the directory.
        try (FileChannel directory = FileChannel.open(folder.resolve("new"), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Files in a maildir use line feeds, unlike SMTP. */
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

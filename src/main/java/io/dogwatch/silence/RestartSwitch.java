package io.dogwatch.silence;

import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The global switch for restarts. Restarts are disabled while the configuration disables them, or while a file
 * {@code RESTARTS_DISABLED} with any content exists in the data folder. If the folder is unreadable, restarts are
 * disabled. Safe for use by many threads.
 */
public final class RestartSwitch {

    /** More of the file is not read. */
    private static final int MAX_TEXT = 4096;

    private static final int MAX_LINE = 500;

    private volatile boolean configured;
    private final Path folder;
    private final Path file;

    /** @param configured whether the configuration says that all remedies are stopped */
    public RestartSwitch(boolean configured, Path folder) {
        this.configured = configured;
        this.folder = folder;
        this.file = folder.resolve("RESTARTS_DISABLED");
    }

    /**
     * Who has stopped everything.
     *
     * @param createdBy empty if it is not known
     * @param comment may be empty
     * @param at when; empty if it is not known
     */
    public record Note(String createdBy, String comment, Optional<Instant> at) {}

    /**
     * The state of the switch.
     *
     * @param configured whether the configuration disables restarts
     * @param note content of the file; empty without a file
     */
    public record Standing(boolean configured, Optional<Note> note) {

        public boolean isOn() {
            return configured || note.isPresent();
        }

        /** One line for people. */
        public String line() {
            String byFile = note.map(
                            it -> (it.createdBy().isEmpty() ? "by the file RESTARTS_DISABLED" : "by " + it.createdBy())
                                    + (it.comment().isEmpty() ? "" : ": " + it.comment()))
                    .orElse("");
            return configured ? "by the configuration" + (byFile.isEmpty() ? "" : ", and " + byFile) : byFile;
        }
    }

    /** What the configuration says from now on. */
    void follow(boolean says) {
        configured = says;
    }

    /** Whether it is on at this moment: looks at the disk, which takes microseconds. */
    public boolean isOn() {
        return configured || isThere();
    }

    public Standing standing() {
        return new Standing(configured, isThere() ? Optional.of(note()) : Optional.empty());
    }

    /** A dangling link exists, too. Without its folder, the absence of the file is not certain. */
    private boolean isThere() {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || !Files.isDirectory(folder);
    }

    /**
     * Switches it on; on disk when this returns. Replaces what the file held.
     *
     * @throws IOException if the file cannot be written; then nothing has changed
     */
    public synchronized void set(String createdBy, String comment, Instant at) throws IOException {
        String text = "Restarts are disabled while this file exists.\nat: " + at + "\ncreatedBy: " + createdBy
                + "\ncomment: " + comment + "\n";
        Path draft = file.resolveSibling("RESTARTS_DISABLED.new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    /**
     * Removes the file, if it is there; on disk when this returns. The configuration may still say stop.
     *
     * @throws IOException if it cannot be removed
     */
    public synchronized void lift() throws IOException {
        Files.deleteIfExists(file);
        forceFolder();
    }

    private void forceFolder() throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private Note note() {
        try {
            Instant changed =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            return Files.isRegularFile(file) ? note(text(), changed) : new Note("", "", Optional.of(changed));
        } catch (IOException e) {
            return new Note("", "the file RESTARTS_DISABLED in the data folder cannot be examined", Optional.empty());
        }
    }

    private String text() throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
        }
    }

    /** As {@link #set} writes it; anything else that a person wrote is why. */
    private static Note note(String text, Instant changed) {
        String by = value(text, "createdBy: ").orElse("");
        Optional<String> why = value(text, "comment: ");
        boolean isOurs = why.isPresent() || !by.isEmpty();
        return new Note(by, isOurs ? why.orElse("") : PlainText.line(text, MAX_LINE), Optional.of(changed));
    }

    private static Optional<String> value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> PlainText.line(line.substring(key.length()), MAX_LINE));
    }
}

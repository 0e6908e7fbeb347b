package io.dogwatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A password that does not show itself: its text is only handed out when asked for by name. Immutable. */
public final class Secret {

    private final String text;
    private final Optional<Path> file;

    private Secret(String text, Optional<Path> file) {
        this.text = text;
        this.file = file;
    }

    public static Secret of(String text) {
        return new Secret(text, Optional.empty());
    }

    public static Secret in(Path file) {
        return new Secret("", Optional.of(file));
    }

    /**
     * The password; a file is read each time, so that it can be changed, and loses one line end at its end.
     *
     * @throws IOException if the file cannot be read; worth retrying
     */
    public String reveal() throws IOException {
        if (file.isEmpty()) {
            return text;
        }
        String content = Files.readString(file.get());
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }

    /** The file it is in, if it is in one. */
    public Optional<Path> file() {
        return file;
    }

    @Override
    public String toString() {
        return file.map(Path::toString).orElse("***");
    }
}

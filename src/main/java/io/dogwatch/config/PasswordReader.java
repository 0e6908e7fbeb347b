package io.dogwatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a password: from the environment, from a file, or (with a warning) as it stands. Never quotes it. */
final class PasswordReader {

    private static final int MAX_BYTES = 4096;

    private PasswordReader() {}

    /** A file is read once, now; one line end at its end is not part of the password. */
    static Optional<String> read(Section section) {
        Optional<String> password = section.text("password", "none", "${NAME} of the environment");
        Optional<Path> file = section.file("passwordFile");
        if (password.isPresent() && file.isPresent()) {
            section.fault("passwordFile", "password is there too; only one of them");
        } else if (password.isPresent() && section.isLiteral("password")) {
            section.warn("password", "is written in the file; better password: ${SMTP_PASSWORD}, or passwordFile");
        }
        return password.or(() -> file.flatMap(path -> content(section, path)));
    }

    private static Optional<String> content(Section section, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                section.fault("passwordFile", "is larger than " + MAX_BYTES + " bytes, so no password");
                return Optional.empty();
            }
            String password = Files.readString(file).replaceFirst("\\r?\\n$", "");
            if (password.isEmpty()) {
                section.fault("passwordFile", "is empty");
            }
            return Optional.of(password).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            section.fault("passwordFile", Words.quote(file.toString()) + " cannot be read (" + why + ")");
            return Optional.empty();
        }
    }
}

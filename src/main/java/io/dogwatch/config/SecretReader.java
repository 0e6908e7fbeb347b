package io.dogwatch.config;

import io.dogwatch.notify.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a secret: from the environment, from a file, or (with a warning) as it stands. Never quotes it. */
final class SecretReader {

    private static final int MAX_BYTES = 16 << 10;

    private SecretReader() {}

    /** Like {@link #read}, but a file is read again for each use; it has to be there now. */
    static Optional<Secret> lasting(ConfigSection section, String key) {
        return read(section, key)
                .map(text -> section.has(key + "File")
                        ? section.file(key + "File")
                                .<Secret>map(Secret.InFile::new)
                                .orElseGet(() -> new Secret.Fixed(text))
                        : new Secret.Fixed(text));
    }

    /**
     * Reads a secret once, at load time; one newline at the end of the file is removed. Refused in a label,
     * because labels are readable by every user of the engine and could send Dogwatch's own files to the
     * container.
     *
     * @param key such as {@code password}; the file is then {@code passwordFile}
     */
    static Optional<String> read(ConfigSection section, String key) {
        return read(section, key, true);
    }

    /** @param warns whether it is unwise to write it in the file itself */
    static Optional<String> read(ConfigSection section, String key, boolean warns) {
        String fileKey = key + "File";
        Optional<String> secret = section.text(key, "none", "${NAME} of the environment");
        Optional<Path> file = section.file(fileKey);
        boolean isRefused = refusesLabel(section, key);
        if (refusesLabel(section, fileKey) || isRefused) {
            return Optional.empty();
        }
        if (secret.isPresent() && file.isPresent()) {
            section.fault(fileKey, "conflicts with " + key + "; use only one");
        } else if (warns && secret.isPresent() && section.isLiteral(key)) {
            section.warn(
                    key,
                    "is stored in plain text; use " + key + ": ${" + (key.equals("password") ? "SMTP_" : "")
                            + key.toUpperCase(Locale.ROOT) + "} or " + fileKey + " instead");
        }
        return secret.or(() -> file.flatMap(path -> content(section, fileKey, path)));
    }

    private static boolean refusesLabel(ConfigSection section, String key) {
        boolean isRefused = section.has(key) && section.isLabel(key);
        if (isRefused) {
            section.fault(key, "is not allowed in a label; secrets come only from the configuration file");
        }
        return isRefused;
    }

    private static Optional<String> content(ConfigSection section, String key, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                section.fault(key, "must not exceed " + MAX_BYTES + " bytes");
                return Optional.empty();
            }
            String secret = Files.readString(file).replaceFirst("\\r?\\n$", "");
            if (secret.isEmpty()) {
                section.fault(key, "must not be empty");
            }
            return Optional.of(secret).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            section.fault(key, UnknownKeyMessage.quote(file.toString()) + " cannot be read (" + why + ")");
            return Optional.empty();
        }
    }
}

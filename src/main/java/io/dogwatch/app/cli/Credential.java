package io.dogwatch.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the token that a command shows to Dogwatch. */
final class Credential {

    static final String VARIABLE = "DOGWATCH_TOKEN";

    private Credential() {}

    /**
     * @param file with the token in its first line; wins over the environment
     * @return empty if nothing was said: a Dogwatch without users asks for nothing
     * @throws CommandFailure if the file cannot be read, or what is there is no token
     */
    static Optional<String> find(@Nullable String file, @Nullable String ofEnvironment) {
        String token =
                file == null ? Optional.ofNullable(ofEnvironment).orElse("").strip() : read(file);
        if (!token.matches("[A-Za-z0-9._~+/=-]*")) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    (file == null ? VARIABLE : "--token-file: " + file)
                            + " contains no valid token; dogwatch new-token creates one");
        }
        return Optional.of(token).filter(text -> !text.isEmpty());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(CommandFailure.USAGE, "--token-file: " + file + " cannot be read");
        }
    }
}

package io.dogwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** Runs a program of this machine to its end. Safe for use by many threads. */
@NullMarked
public final class LocalCommand {

    /** Longer than a start or stop of a container takes on a machine busy with other builds. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private LocalCommand() {}

    /**
     * @return what the program wrote to its standard output, without the white space at its end
     * @throws IllegalStateException with what it wrote to its standard error, if it fails or does not end in 2 minutes
     */
    public static String run(List<String> command) {
        try {
            Path errors = Files.createTempFile("dogwatch-it-", ".err");
            try {
                return run(command, errors);
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + String.join(" ", command), e);
        }
    }

    private static String run(List<String> command, Path errors) throws IOException, InterruptedException {
        // Both to files: a full pipe would stop the program, and a daemon that it leaves behind would keep a pipe open.
        Path output = Files.createTempFile("dogwatch-it-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end in " + DEADLINE.toSeconds() + " s: " + command);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": exit code " + process.exitValue() + ": "
                        + text(errors).strip());
            }
            return text(output).stripTrailing();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Not {@code readString}: what containers write need not be UTF-8. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}

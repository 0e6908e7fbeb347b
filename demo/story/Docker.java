import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs commands inside the demo's containers with the configured Docker client. */
record Docker(String client, String prefix) {

    static Docker fromEnvironment() {
        return new Docker(System.getenv("DOCKER"), System.getenv("DEMO_PREFIX"));
    }

    String name(String member) {
        return prefix + member;
    }

    /** Runs a command and ignores its output and exit code, because it may stop the container. */
    void inside(String member, String command) {
        try {
            run(member, command);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command, e);
        }
    }

    /** Returns the output of the command; empty if it failed. */
    Optional<String> ask(String member, String command) throws IOException, InterruptedException {
        return run(member, command);
    }

    private Optional<String> run(String member, String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dogwatch-demo", ".out");
        try {
            Process process = new ProcessBuilder(List.of(client, "exec", name(member), "sh", "-c", command))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
            return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } finally {
            Files.delete(output);
        }
    }
}

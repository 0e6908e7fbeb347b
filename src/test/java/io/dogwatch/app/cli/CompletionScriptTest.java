package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of bash in bash, with a {@code dogwatch} in the path that knows some names. */
class CompletionScriptTest {

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void aDogwatchThatKnowsSomeNames() throws Exception {
        names("printf '%s\\n' web web-admin '$(touch owned)' mailer");
    }

    @Test
    void bashUnderstandsItsScript() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), script("bash"));

        assertThat(run("bash", "-n", script.toString())).isEmpty();
    }

    @Test
    void commandsAreCompleted() throws Exception {
        assertThat(completed("inc")).containsExactly("incidents", "incident");
        assertThat(completed("")).contains("ps", "logs", "server", "new-token");
        assertThat(completed("completion", "")).containsExactly("bash", "zsh", "fish");
    }

    @Test
    void optionsOfTheCommandAreCompleted() throws Exception {
        assertThat(completed("ps", "--t")).containsExactly("--token-file");
        assertThat(completed("ps", "--fa")).containsExactly("--failing");
        assertThat(completed("logs", "--")).contains("--follow", "--since", "--markers", "--json");
        assertThat(completed("audit", "--fol")).isEmpty();
    }

    @Test
    void namesOfContainersAreCompleted() throws Exception {
        assertThat(completed("logs", "we")).containsExactly("web", "web-admin");
        assertThat(completed("silence", "web", "--for", "w")).isEmpty();
        assertThat(completed("incidents", "we")).isEmpty();
    }

    @Test
    void aNameIsNeverRun() throws Exception {
        assertThat(completed("restart", "")).contains("$(touch owned)");
        assertThat(folder.resolve("owned")).doesNotExist();
    }

    @Test
    void withoutAnAnsweringServerCompletionIsSilent() throws Exception {
        names("echo 'Cannot reach Dogwatch at http://127.0.0.1:8080' >&2; exit 3");

        assertThat(completed("logs", "we")).isEmpty();
    }

    private void names(String body) throws Exception {
        Path program = Files.writeString(folder.resolve("dogwatch"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** What bash would offer for the last word; what is written to the terminal beside is a fault. */
    private List<String> completed(String... words) throws Exception {
        String line = Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String said = run("bash", "--norc", "-c", script("bash") + """
                        COMP_WORDS=(dogwatch %s)
                        COMP_CWORD=%d
                        _dogwatch dogwatch "${COMP_WORDS[COMP_CWORD]}"
                        ((${#COMPREPLY[@]} == 0)) || printf '%%s\\n' "${COMPREPLY[@]}"
                        """.formatted(line, words.length));
        return said.lines().toList();
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + builder.environment().get("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    static String script(String shell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(print, print, false, OptionalInt.empty(), "anna", Optional.empty());
        assertThat(ClientLine.run(new String[] {"completion", shell}, terminal)).hasValue(0);
        return out.toString(StandardCharsets.UTF_8);
    }
}

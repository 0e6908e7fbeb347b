package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.LocalCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in the shells that not every machine has. */
class CompletionScriptIT {

    @TempDir
    Path folder = Path.of(".");

    @ParameterizedTest
    @ValueSource(strings = {"zsh", "fish"})
    void theShellUnderstandsItsScript(String shell) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), CompletionScriptTest.script(shell));

        assertThat(LocalCommand.run(List.of(shell, "-n", script.toString()))).isEmpty();
    }
}

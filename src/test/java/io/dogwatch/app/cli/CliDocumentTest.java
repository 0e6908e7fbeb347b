package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/cli.md tells of every command and of every option. */
class CliDocumentTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void everyCommandAndOptionIsDescribed() throws Exception {
        String document = Files.readString(Path.of("docs/cli.md"));
        for (ClientCommand command : ClientCommands.of(terminal())) {
            assertThat(document).contains("\n### " + command.getName() + "\n");
            String section =
                    document.split("\n### " + command.getName() + "\n", 2)[1].split("\n##", 2)[0];
            Matcher options = Pattern.compile("--[a-z-]+").matcher(help(command));
            while (options.find()) {
                if (!options.group().matches("--(help|url|config|token-file|created-by|comment)")) {
                    assertThat(section).as(command.getName()).contains("`" + options.group());
                }
            }
        }
    }

    @Test
    void everyExitCodeIsDescribed() throws Exception {
        String document = Files.readString(Path.of("docs/cli.md"));

        assertThat(document)
                .contains(
                        "| " + CommandFailure.REFUSED + " |",
                        "| " + CommandFailure.USAGE + " |",
                        "| " + CommandFailure.UNREACHABLE + " |",
                        "| " + CommandFailure.FAILING + " |",
                        "| " + CommandFailure.DENIED + " |");
    }

    @Test
    void eachShellIsGivenAScriptWithAllCommands() {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            out.reset();
            assertThat(ClientLine.run(new String[] {"completion", shell}, terminal()))
                    .hasValue(0);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("ps", "top", "pause", "ps --names")
                    .doesNotContain("%1$s");
        }
    }

    private String help(ClientCommand command) {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ClientLine.run(new String[] {command.getName(), "--help"}, terminal());
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private Terminal terminal() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, false, OptionalInt.empty(), "anna", Optional.empty());
    }
}

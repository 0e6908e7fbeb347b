package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dogwatch.auth.PasswordHash;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.Token;
import io.dogwatch.config.AccessSample;
import io.dropwizard.core.cli.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands show who they are, and how that is made. */
class CredentialsTest {

    @TempDir
    private Path folder;

    @Test
    void theFileWinsOverTheEnvironmentAndNeitherIsNeeded() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "dgw_file\n");

        assertThat(Credential.find(file.toString(), "dgw_env")).hasValue("dgw_file");
        assertThat(Credential.find(null, " dgw_env\n")).hasValue("dgw_env");
        assertThat(Credential.find(null, null)).isEmpty();
        assertThat(Credential.find(null, "")).isEmpty();
    }

    @Test
    void whatIsNoTokenIsSaidWithoutAsking() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "two words");

        assertThatThrownBy(() -> Credential.find(file.toString(), null))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(CommandFailure.USAGE))
                .hasMessageContaining("contains no valid token");
        assertThatThrownBy(() -> Credential.find(folder.resolve("none").toString(), null))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void theTokenIsShownAndARefusalHasItsOwnExitCode() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            shown.add(String.valueOf(header));
            byte[] body = "{\"detail\": \"This request requires the role admin.\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders("Bearer dgw_viewer".equals(header) ? 403 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            denied(url, Optional.empty(), "A token is required: set --token-file FILE, or DOGWATCH_TOKEN");
            denied(url, Optional.of("dgw_old"), "The token is invalid or has expired.");
            denied(url, Optional.of("dgw_viewer"), "This request requires the role admin.");
        } finally {
            server.stop(0);
        }
        assertThat(shown).containsExactly("null", "Bearer dgw_old", "Bearer dgw_viewer");
    }

    private static void denied(URI url, Optional<String> token, String words) {
        assertThatThrownBy(() -> new ApiClient(url, token).get("targets"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(5))
                .hasMessageStartingWith(words)
                .hasMessageNotContaining("\n");
    }

    private static String run(Command command, PrintStreams out, Map<String, Object> said) throws Exception {
        command.run(AccessSample.NO_BOOTSTRAP, new Namespace(said));
        return out.text();
    }

    /** What was printed. */
    private static final class PrintStreams {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPasswordFromAPipeBecomesALineThatTheConfigurationTakes() throws Exception {
        PrintStreams out = new PrintStreams();
        String line = run(
                new HashPasswordCommand(
                        new ByteArrayInputStream("correct horse\nrest".getBytes(StandardCharsets.UTF_8)),
                        out.stream,
                        Optional.empty()),
                out,
                Map.of());

        String hash = line.strip().replaceFirst("^password: '(.*)'$", "$1");
        assertThat(PasswordHash.read(hash).orElseThrow().fits("correct horse")).isTrue();
        assertThat(AccessSample.settings("users: [{name: anna, role: admin, " + line.strip() + "}]")
                        .users())
                .singleElement()
                .satisfies(user -> assertThat(user.role()).isEqualTo(Role.ADMIN));
    }

    @Test
    void aPasswordOfSevenCharactersIsTooShort() {
        PrintStreams out = new PrintStreams();
        HashPasswordCommand command = new HashPasswordCommand(
                new ByteArrayInputStream("1234567".getBytes(StandardCharsets.UTF_8)), out.stream, Optional.empty());

        assertThatThrownBy(() -> run(command, out, Map.of())).hasMessageContaining("but has 7");
        assertThat(out.text()).isEmpty();
    }

    @Test
    void aNewTokenIsShownOnceAndItsLineKnowsIt() throws Exception {
        PrintStreams out = new PrintStreams();
        List<String> lines = run(new NewTokenCommand(out.stream), out, Map.of("name", "ci", "role", "operator"))
                .lines()
                .toList();

        String token = lines.get(1).strip();
        assertThat(token).startsWith("dgw_").hasSize(47);
        String yaml = lines.get(3).substring(2) + "\n" + lines.get(4).substring(2);
        assertThat(AccessSample.settings(yaml).tokens())
                .containsExactly(new Token("ci", Token.hash(token), Role.OPERATOR, Optional.empty()));
        assertThat(lines.get(4)).doesNotContain(token);
    }
}

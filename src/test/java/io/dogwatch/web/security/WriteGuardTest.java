package io.dogwatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else could send from the browser of an operator. By socket: clients write their own Host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String JSON = "Content-Type: application/json";

    private @Nullable PagesServer running;

    @BeforeAll
    void start() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        running = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "[::1]:8080",
                "192.168.1.7:8080",
                "dogwatch.example.org"
            })
    void itsOwnNamesAndAddressesAreAnswered(String host) throws IOException {
        assertThat(put(host, JSON)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "xdogwatch.example.org",
                "1.2.3.4.5"
            })
    void aForeignNameThatLeadsHereIsNot(String host) throws IOException {
        assertThat(put(host, JSON)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "text/plain; application/json",
                "application/jsonx"
            })
    void whatAFormCanSendIsRefused(String type) throws IOException {
        assertThat(put("localhost", "Content-Type: " + type)).isEqualTo(415);
    }

    @Test
    void nothingAtAllIsNoJsonEither() throws IOException {
        assertThat(put("localhost", "X: y")).isEqualTo(415);
        assertThat(put("localhost", "Content-Type: Application/JSON; charset=utf-8"))
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} at {1} gives {2}")
    @CsvSource({
        "http://localhost:8080, localhost:8080, 200",
        "https://dogwatch.example.org, dogwatch.example.org, 200",
        "http://localhost:3000, localhost:8080, 403",
        "http://evil.example, localhost:8080, 403",
        "null, localhost:8080, 403",
        "file://, localhost:8080, 403"
    })
    void onlyItsOwnPagesMayWrite(String origin, String host, int status) throws IOException {
        assertThat(put(host, JSON, "Origin: " + origin)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "cross-site, 403", "same-site, 403"})
    void whatTheBrowserItselfCallsForeignIsRefused(String site, int status) throws IOException {
        assertThat(put("localhost", JSON, "Sec-Fetch-Site: " + site)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "MKCOL"})
    void everyMethodThatMayWriteIsGuarded(String method) throws IOException {
        assertThat(status(method, "evil.example", JSON)).isEqualTo(403);
    }

    @Test
    void withoutLoginAForeignHostNameCannotRead() throws IOException {
        assertThat(status("GET", "evil.example", "X: y")).isEqualTo(403);
        assertThat(status("GET", "127.0.0.1.evil.example:8080", "X: y")).isEqualTo(403);
        assertThat(status("GET", "dogwatch.example.org", "X: y")).isEqualTo(200);
        assertThat(status("GET", "localhost:8080", "X: y")).isEqualTo(200);
        assertThat(status("GET", "dogwatch:8080", "X: y")).isEqualTo(200);
    }

    @Test
    void aForeignPageMayAskAndCannotSeeTheAnswer() throws IOException {
        assertThat(status("GET", "localhost", "Origin: http://evil.example")).isEqualTo(200);
    }

    @Test
    void aForeignPageGetsNoStream() throws IOException {
        assertThat(status("GET", "localhost", "Accept: text/event-stream", "Origin: http://evil.example"))
                .isEqualTo(403);
        assertThat(status("GET", "localhost", "Accept: text/event-stream", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
    }

    @Test
    void aForeignPageGetsNoLeaveToAsk() throws Exception {
        assertThat(server().send("OPTIONS", "/api/v1/restarts-disabled", "", "Origin", "http://evil.example")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }

    private int put(String host, String... headers) throws IOException {
        return status("PUT", host, headers);
    }

    private int status(String method, String host, String... headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server().uri("/").getPort())) {
            String request = method + " /api/v1/restarts-disabled HTTP/1.1\r\nHost: " + host + "\r\n"
                    + String.join("\r\n", headers) + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }
}

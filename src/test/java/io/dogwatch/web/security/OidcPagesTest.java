package io.dogwatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.FakeProvider;
import io.dogwatch.auth.Sessions;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a browser through the login of an OpenID provider. */
class OidcPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    @TempDir
    private Path folder;

    @Test
    void aBrowserComesBackLoggedIn() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        SilenceRegistry holds = new SilenceRegistry(
                List.of(),
                new RestartSwitch(false, folder),
                new MemoryWindows(),
                InstantSource.fixed(NOW),
                (at, task) -> () -> {});
        try (FakeProvider provider = new FakeProvider();
                PagesServer server = new PagesServer(
                        fleet,
                        Kennel.journal(fleet, NOW),
                        holds,
                        new AuthSettings(
                                List.of(),
                                List.of(),
                                Sessions.Span.DEFAULT,
                                Optional.of(provider.settings(URI.create("http://127.0.0.1/"))),
                                false,
                                List.of(),
                                List.of()),
                        InstantSource.fixed(NOW),
                        0)) {
            assertThat(server.get("/login").body())
                    .contains("href=\"/login/oidc?to=%2F\"")
                    .doesNotContain("type=\"password\"");
            HttpResponse<String> departed = server.get("/login/oidc?to=%2Fincidents");
            String state = departed.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(departed.statusCode()).isEqualTo(303);
            assertThat(state).contains("HttpOnly", "SameSite=Lax", "Path=/login");

            URI back = back(URI.create(departed.headers().firstValue("Location").orElseThrow()));
            String path = back.getRawPath() + "?" + back.getRawQuery();
            assertThat(server.get(path).statusCode()).isEqualTo(403);
            HttpResponse<String> arrived = server.get(path, "Cookie", state.replaceFirst(";.*", ""));

            assertThat(arrived.statusCode()).isEqualTo(200);
            assertThat(arrived.body()).contains("http-equiv=\"refresh\" content=\"0; url=/incidents\"");
            String session = arrived.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith("dogwatch="))
                    .findFirst()
                    .orElseThrow();
            assertThat(session).contains("SameSite=Strict", "HttpOnly");
            assertThat(server.get("/incidents", "Cookie", session.replaceFirst(";.*", ""))
                            .body())
                    .contains("anna", "Log out");
        }
    }

    private static URI back(URI to) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return URI.create(browser.send(HttpRequest.newBuilder(to).build(), HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
        }
    }
}

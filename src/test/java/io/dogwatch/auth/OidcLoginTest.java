package io.dogwatch.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.auth.OidcLogin.Arrival;
import io.dogwatch.auth.OidcLogin.Departure;
import io.dogwatch.auth.OidcLogin.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a provider that keeps to the protocol, and then does not. */
class OidcLoginTest {

    private static final URI HOME = URI.create("https://dogwatch.example.org/");

    private @Nullable FakeProvider running;
    private @Nullable OidcLogin begun;
    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    @BeforeEach
    void start() throws Exception {
        running = new FakeProvider();
        begun = new OidcLogin(provider().settings(HOME), () -> now);
    }

    @AfterEach
    void stop() {
        provider().close();
    }

    private FakeProvider provider() {
        return Objects.requireNonNull(running);
    }

    private OidcLogin login() {
        return Objects.requireNonNull(begun);
    }

    /** What a browser does at the provider. @return where it is sent back to */
    static URI through(URI to) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(to).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        }
    }

    private Arrival arrive() throws Exception {
        Departure departure = login().depart("/incidents");
        return login().arrive(through(departure.to()), departure.state());
    }

    private void refuses(String words) {
        assertThatThrownBy(this::arrive).isInstanceOf(Failure.class).hasMessageContaining(words);
    }

    @Test
    void theProviderSaysWhoItIsAndTheHighestRoleCounts() throws Exception {
        Arrival arrival = arrive();

        assertThat(arrival.user()).isEqualTo(new User("anna", Role.OPERATOR, Optional.empty()));
        assertThat(arrival.to()).isEqualTo("/incidents");
    }

    @Test
    void theRequestCarriesStateNonceAndChallengeAndNoTwoAreAlike() throws Exception {
        URI one = login().depart("/").to();
        URI other = login().depart("/").to();

        assertThat(one.getQuery())
                .contains(
                        "response_type=code", "code_challenge_method=S256", "state=", "nonce=", "scope=openid+profile")
                .contains("redirect_uri=" + HOME + "login/oidc/back");
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void whoHasNoRoleOrNoNameIsTurnedAway() {
        provider().claims = Map.of("preferred_username", "eve", "groups", List.of("guests"));
        refuses("eve has no role here");
        provider().claims = Map.of("preferred_username", "eve");
        refuses("eve has no role here");
        provider().claims = Map.of("preferred_username", "eve", "groups", Map.of("ops", true));
        refuses("eve has no role here");
        provider().claims = Map.of("groups", List.of("ops"));
        refuses("no claim preferred_username");
    }

    @Test
    void aSingleTextIsAListOfOneAndDotsLeadInwards() throws Exception {
        provider().claims = Map.of("preferred_username", "anna", "groups", "staff");
        assertThat(arrive().user().role()).isEqualTo(Role.VIEWER);

        provider().claims = Map.of("preferred_username", "anna", "realm", Map.of("roles", List.of("ops")));
        OidcSettings flat = provider().settings(HOME);
        begun = new OidcLogin(
                new OidcSettings(
                        flat.issuer(),
                        flat.clientId(),
                        flat.clientSecret(),
                        HOME,
                        flat.scopes(),
                        "preferred_username",
                        "realm.roles",
                        Map.of(Role.ADMIN, Set.of("ops"))),
                () -> now);
        assertThat(arrive().user().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void aTokenThatIsNotForThisLoginIsNotBelieved() throws Exception {
        provider().forger = token -> token.claim("nonce", "another");
        refuses("not to be believed");
        provider().forger = token -> token.audience("another");
        refuses("not to be believed");
        provider().forger = token -> token.issuer("https://evil.example");
        refuses("not to be believed");
        provider().forger =
                token -> token.expirationTime(Date.from(Instant.now().minusSeconds(600)));
        refuses("not to be believed");
        provider().forger = token -> token;
        provider().key = FakeProvider.newKey();
        refuses("not to be believed");
    }

    @Test
    void anotherBrowserCannotFinishIt() throws Exception {
        Departure departure = login().depart("/");
        URI back = through(departure.to());

        assertThatThrownBy(() -> login().arrive(back, "")).hasMessageContaining("not begun in this browser");
        assertThatThrownBy(() -> login().arrive(back, login().depart("/").state()))
                .hasMessageContaining("not begun in this browser");
        assertThat(login().arrive(back, departure.state()).user().name()).isEqualTo("anna");
    }

    @Test
    void itCannotBeFinishedTwiceOrTooLate() throws Exception {
        Departure departure = login().depart("/");
        URI back = through(departure.to());
        login().arrive(back, departure.state());
        assertThatThrownBy(() -> login().arrive(back, departure.state())).hasMessageContaining("begin anew");

        Departure slow = login().depart("/");
        now = now.plus(OidcLogin.PATIENCE).plusSeconds(1);
        assertThatThrownBy(() -> login().arrive(through(slow.to()), slow.state()))
                .hasMessageContaining("too long");
    }

    @Test
    void aCodeThatIsAnothersIsRefusedByTheProvider() throws Exception {
        Departure mine = login().depart("/");
        URI others = through(login().depart("/").to());
        String code = others.getQuery().replaceFirst(".*code=([^&]+).*", "$1");
        URI mixed = URI.create(HOME + "login/oidc/back?code=" + code + "&state=" + mine.state());

        assertThatThrownBy(() -> login().arrive(mixed, mine.state())).hasMessageContaining("invalid_grant");
    }

    @Test
    void theObjectionOfTheProviderIsShown() throws Exception {
        String state = login().depart("/").state();
        URI back =
                URI.create(HOME + "login/oidc/back?error=access_denied&error_description=no%0Athanks&state=" + state);

        assertThatThrownBy(() -> login().arrive(back, state)).hasMessageContaining("refused the login: no");
        assertThatThrownBy(() -> login().arrive(URI.create(HOME + "login/oidc/back"), ""))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aProviderThatIsAwayIsReportedAndAskedAgainTheNextTime() throws Exception {
        FakeProvider away = new FakeProvider();
        OidcLogin login = new OidcLogin(away.settings(HOME), () -> now);
        away.close();

        assertThatThrownBy(() -> login.depart("/")).isInstanceOf(Failure.class).hasMessageContaining("does not answer");
    }
}

package io.dogwatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestFolders;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.Members;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.events.Listener;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in and out as browsers and programs do it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer running;

    @BeforeAll
    void start() throws Exception {
        SilenceRegistry holds = new SilenceRegistry(
                List.of(),
                new RestartSwitch(false, TestFolders.fresh("login")),
                new MemoryWindows(),
                InstantSource.fixed(NOW),
                (at, task) -> () -> {});
        running = new PagesServer(fleet, journal, holds, Members.ACCESS, InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        return server().send("POST", path, form, join(FORM, headers));
    }

    private static String[] join(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
    }

    private HttpResponse<String> login(String name, String password, String to, String... headers) throws Exception {
        return post(
                "/login",
                "name=" + name + "&password=" + password + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8),
                headers);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private String session(String name) throws Exception {
        return cookie(login(name, "right", "/"));
    }

    private String csrf(String cookie) throws Exception {
        return server().get("/acts/trial", "Cookie", cookie).body();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void aPersonIsLedToTheLoginAndBackToWhatWasAskedFor() throws Exception {
        HttpResponse<String> sent = server().get("/targets/local/web?x=1&y=2", "Accept", "text/html,*/*");

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(location(sent)).isEqualTo("/login?to=%2Ftargets%2Flocal%2Fweb%3Fx%3D1%26y%3D2");
        HttpResponse<String> page = server().get(location(sent));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<form method=\"post\" action=\"/login\">", "value=\"/targets/local/web?x=1&amp;y=2\"")
                .doesNotContain("<nav", "Log out", "http-equiv=\"refresh\"");

        HttpResponse<String> entered = login("anna", "right", "/targets/local/web?x=1&y=2");
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(location(entered)).isEqualTo("/targets/local/web?x=1&y=2");
        assertThat(server().get(location(entered), "Cookie", cookie(entered)).body())
                .contains("anna", "Log out");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        String plain =
                login("anna", "right", "/").headers().firstValue("Set-Cookie").orElseThrow();
        String secure = login("anna", "right", "/", "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(plain)
                .startsWith("dogwatch=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800")
                .doesNotContain("Secure");
        assertThat(secure).startsWith("__Host-dogwatch=").contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/");
    }

    @Test
    void aProgramIsAskedForAToken() throws Exception {
        for (String path : List.of("/api/v1/targets", "/metrics", "/", "/nowhere", "/api/v1/nowhere", "/acts/trial")) {
            HttpResponse<String> answer = server().get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"dogwatch\"");
            assertThat(answer.body()).contains("\"status\":401");
        }
        assertThat(server().send("POST", "/api/v1/targets/local/web/restart", "{}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server().get("/api/v1/targets", "Accept", "text/html").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatNeedsNoLoginAnswersWithoutOne() throws Exception {
        assertThat(server().get("/alive").body()).isEqualTo("alive\n");
        assertThat(server().get("/assets/dogwatch.css").statusCode()).isEqualTo(200);
        assertThat(server().get("/link/ack/x").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../api/v1/targets",
                "/assets/%2e%2e/api/v1/targets",
                "/assets/..%2fapi/v1/targets",
                "/assets/..;/api/v1/targets",
                "/login/../api/v1/targets",
                "/login/..;x/api/v1/targets",
                "/api/v1/targets;/login",
                "//api/v1/targets",
                "/targets/../login",
                "/LOGIN/x",
                "/alive/../metrics"
            })
    void noPathThatLooksOpenLeadsElsewhere(String path) throws Exception {
        HttpResponse<String> answer = server().get(path);

        assertThat(answer.statusCode()).isIn(200, 400, 401, 403, 404);
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).contains("<h1>Log in</h1>");
        }
        assertThat(answer.body()).doesNotContain("\"phase\"", "dogwatch_target");
    }

    @Test
    void aWrongPasswordKeepsTheNameInTheForm() throws Exception {
        HttpResponse<String> answer = login("anna%22%3E%3Cscript%3E", "wrong", "/incidents");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .contains("Wrong user name or password", "anna&quot;&gt;&lt;script&gt;", "value=\"/incidents\"")
                .doesNotContain("<script>", "wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "/incidents, /incidents",
        "/targets/local/a%20b?x=%2F, /targets/local/a%20b?x=%2F",
        "//evil.example, /",
        "https://evil.example, /",
        "/\\evil.example, /",
        "\\\\evil.example, /",
        "/%zz, /",
        "javascript:alert(1), /",
        "/login?to=/, /",
        "'', /"
    })
    void onlyPathsOfOursAreLedTo(String to, String led) throws Exception {
        assertThat(location(login("anna", "right", to))).isEqualTo(led);
    }

    @Test
    void lineBreaksMakeNoHeaders() throws Exception {
        assertThat(location(login("anna", "right", "/x\r\nSet-Cookie: a=b"))).isEqualTo("/");
    }

    @Test
    void anotherSiteCannotLogAUserInOrOut() throws Exception {
        assertThat(login("anna", "right", "/", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        String cookie = session("anna");
        assertThat(post("/logout", "csrf=" + csrf(cookie), "Cookie", cookie, "Origin", "null")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/logout", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(server().get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void loggingOutEndsTheSessionAndTakesTheCookieAway() throws Exception {
        String cookie = session("anna");

        HttpResponse<String> left = post("/logout", "csrf=" + csrf(cookie), "Cookie", cookie);

        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(location(left)).isEqualTo("/login");
        assertThat(left.headers().firstValue("Set-Cookie").orElseThrow()).contains("dogwatch=;", "Max-Age=0");
        assertThat(server().get("/", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void whoeverHasLoggedOutHearsNothingMore() throws Exception {
        String cookie = session("anna");
        try (Listener listener = new Listener(server().uri("/api/v1/stream"), "Cookie", cookie)) {
            listener.next("ready");
            fleet.listeners.forEach(one -> one.hostChanged("local"));
            listener.next("host");

            post("/logout", "csrf=" + csrf(cookie), "Cookie", cookie);
            journal.listeners.forEach(one -> one.outboxChanged());

            assertThat(listener.next().kind()).isEqualTo("end");
        }
    }

    @Test
    void whoeverLogsInAgainHasAnotherSessionAndTheOldOneIsOver() throws Exception {
        String first = session("anna");
        String second = cookie(login("anna", "right", "/", "Cookie", first));

        assertThat(second).isNotEqualTo(first);
        assertThat(server().get("/", "Cookie", first).statusCode()).isEqualTo(401);
        assertThat(server().get("/", "Cookie", second).statusCode()).isEqualTo(200);
    }

    @Test
    void aFormOfAnothersSessionIsNotTaken() throws Exception {
        String anna = session("anna");

        assertThat(post("/acts/trial", "csrf=" + csrf(session("anna")), "Cookie", anna)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/acts/trial", "comment=x&csrf=" + csrf(anna), "Cookie", anna)
                        .body())
                .isEqualTo("anna: x");
    }

    @Test
    void aViewerLooksAndChangesNothing() throws Exception {
        String vera = session("vera");

        assertThat(server().get("/", "Cookie", vera).statusCode()).isEqualTo(200);
        assertThat(server().get("/metrics", "Authorization", "Bearer " + Members.VIEWER)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = post("/acts/trial", "csrf=" + csrf(vera), "Cookie", vera);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This request requires the role operator; vera is viewer.");
    }

    @Test
    void anOperatorDoesNotStopEverything() throws Exception {
        HttpResponse<String> refused = server().send(
                        "PUT",
                        "/api/v1/restarts-disabled",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + Members.OPERATOR);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This request requires the role admin; deployer is operator.");
    }

    @Test
    void theAuditNamesTheCallerAndNotWhatTheBodyClaims() throws Exception {
        HttpResponse<String> done = server().send(
                        "POST",
                        "/api/v1/incidents/local.web.3/ack",
                        "{\"createdBy\": \"the boss\", \"comment\": \"x\"}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + Members.OPERATOR);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("deployer").doesNotContain("the boss");
        assertThat(journal.audited(10).getFirst().createdBy()).isEqualTo("deployer");
    }

    @Test
    void aWrongTokenIsNotHelpedByACookie() throws Exception {
        String cookie = session("anna");
        for (String header : List.of("Bearer x", "Bearer ", "bearer " + Members.VIEWER + "x")) {
            assertThat(server().get("/api/v1/targets", "Cookie", cookie, "Authorization", header)
                            .statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
        assertThat(server().get("/api/v1/targets", "Authorization", "bearer " + Members.VIEWER)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aForeignPageGetsNoStream() throws Exception {
        String cookie = session("anna");
        List<String> answers = new ArrayList<>();
        for (String origin :
                List.of("https://evil.example", "null", server().uri("").toString())) {
            answers.add(origin + " "
                    + server().get("/api/v1/hosts", "Cookie", cookie, "Accept", "text/event-stream", "Origin", origin)
                            .statusCode());
        }

        assertThat(answers.get(0)).endsWith(" 403");
        assertThat(answers.get(1)).endsWith(" 403");
        assertThat(answers.get(2)).doesNotEndWith(" 403");
    }

    @Test
    void guessingIsSlowedForTheAddressThatAProxySpeaksFor() throws Exception {
        String guesser = "203.0.113.7";
        for (int i = 0; i < 11; i++) {
            assertThat(login("eve" + i, "x", "/", "X-Forwarded-For", "198.51.100." + i + ", " + guesser)
                            .statusCode())
                    .isEqualTo(403);
        }

        HttpResponse<String> slowed = login("anna", "right", "/", "X-Forwarded-For", guesser);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(slowed.body()).contains("Please try again in 1 second.");
        assertThat(login("anna", "right", "/", "X-Forwarded-For", "203.0.113.8").statusCode())
                .isEqualTo(303);
    }

    @Test
    void aHugeFormIsNotRead() throws Exception {
        assertThat(login("x".repeat(70_000), "x", "/").statusCode()).isEqualTo(413);
        assertThat(login("anna", "x".repeat(1001), "/").statusCode()).isEqualTo(403);
    }
}

package io.dogwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.TargetSketch;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do on the pages, by forms as a browser without JavaScript sends them. */
class ActsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final String HOSTILE = "<script>alert(1)</script>\u202E";

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable SilenceRegistry holds;
    private @Nullable PagesServer running;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        holds = PagesServer.holdsNothing(clock);
        running = new PagesServer(fleet, journal, Objects.requireNonNull(holds), clock, 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restart",
                "release",
                "ack",
                "silence",
                "maintenance",
                "expire",
                "disable-restarts",
                "enable-restarts",
                "test-mail"
            })
    void lookingOnlyAsks(String act) throws Exception {
        HttpResponse<String> page =
                server().get("/acts/" + act + "?host=local&name=web&incident=local.web.3&id=x&receiver=mail");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("action=\"/acts/" + act + "\"", "name=\"comment\"");
        assertThat(fleet.requests).isEmpty();
        assertThat(journal.audited).isEmpty();
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() throws Exception {
        HttpResponse<String> answer = post("restart", Map.of("host", "local", "name", "mailer", "csrf", "guessed"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(fleet.requests).isEmpty();
    }

    @Test
    void aRestartIsAskedOfTheTargetWithWhoAndWhy() throws Exception {
        HttpResponse<String> answer =
                act("restart", Map.of("host", "local", "name", "mailer", "comment", "it hangs", "createdBy", "anna"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("mailer is being restarted after its evidence is saved.");
        assertThat(fleet.requests).containsExactly("RESTART local/mailer by anna: it hangs");
        assertThat(journal.audited.getFirst().source()).isEqualTo("page");
        assertThat(journal.audited.getFirst().createdBy()).isEqualTo("anna");
    }

    @Test
    void whatTheJudgeRefusesIsSaidWithItsReason() throws Exception {
        HttpResponse<String> answer = act("restart", Map.of("host", "local", "name", "old-wiki"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The request failed:", "old-wiki is not restarted");
        assertThat(fleet.requests).isEmpty();
        assertThat(journal.audited).isEmpty();
    }

    @Test
    void onlyWhatIsQuarantinedCanBeReleased() throws Exception {
        assertThat(act("release", Map.of("host", "local", "name", "mailer")).body())
                .contains("mailer is not quarantined");
        assertThat(act("release", Map.of("host", "local", "name", "billing-worker"))
                        .body())
                .contains("billing-worker is released from quarantine.");
    }

    @Test
    void anIncidentIsAcknowledgedOnce() throws Exception {
        Map<String, String> form = Map.of("incident", "local.web.3", "comment", "on it", "createdBy", "anna");

        assertThat(act("ack", form).body()).contains("Acknowledged.");
        assertThat(act("ack", form).body()).contains("anna already acknowledged incident local.web.3");
        assertThat(server().get("/incidents/local.web.3").body()).contains("by anna", "on it");
    }

    @Test
    void aSilenceIsMadeShownAndEnded() throws Exception {
        HttpResponse<String> made = act(
                "silence",
                Map.of(
                        "name",
                        "web",
                        "host",
                        "local",
                        "project",
                        "",
                        "for",
                        "2h",
                        "comment",
                        "deploying",
                        "createdBy",
                        "anna"));

        assertThat(made.body()).contains("is active until 2026-11-24 08:12:30 UTC");
        String page = server().get("/silences").body();
        assertThat(page).contains("deploying", "restarts allowed", "notifications muted");
        String id = Objects.requireNonNull(holds).windows().getFirst().id();
        assertThat(act("expire", Map.of("id", id)).body()).contains("Expired.");
        assertThat(server().get("/silences").body()).contains("Expired");
        assertThat(act("expire", Map.of("id", "nothing")).statusCode()).isEqualTo(404);
    }

    @Test
    void aMaintenanceCanRecurInTheTimeZoneOfWhoAsks() throws Exception {
        HttpResponse<String> made = act(
                "maintenance",
                Map.of("project", "shop", "for", "2h", "cron", "0 3 * * SUN", "timeZone", "Europe/Berlin"));

        assertThat(made.body()).contains("is scheduled for 2026-11-29 02:00:00 UTC");
        assertThat(server().get("/silences").body()).contains("0 3 * * SUN", "Europe/Berlin");
    }

    @Test
    void watchingIsPausedForAWhileAndResumed() throws Exception {
        HttpResponse<String> paused = act(
                "pause",
                Map.of("host", "local", "name", "web", "for", "2h", "comment", "new disk", "createdBy", "anna"));

        assertThat(paused.body()).contains("The pause for", "is active until");
        assertThat(Objects.requireNonNull(holds).windows().getFirst().order().pausesWatching())
                .isTrue();
        assertThat(server().get("/targets/local/web").body())
                .contains("watching paused by anna: new disk", "Resume monitoring");

        assertThat(act("resume", Map.of("host", "local", "name", "web", "createdBy", "anna"))
                        .body())
                .contains("Monitoring of web is resumed.");
        assertThat(act("resume", Map.of("host", "local", "name", "web", "createdBy", "anna"))
                        .body())
                .contains("The request failed:", "web is not paused");
    }

    @Test
    void anInvalidSilenceIsReturnedWithAllInput() throws Exception {
        HttpResponse<String> answer =
                act("silence", Map.of("until", "yesterday", "comment", "deploying", "label", "team=web"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("The request failed:", "yesterday", "value=\"deploying\"", "value=\"team=web\"");
        assertThat(Objects.requireNonNull(holds).windows()).isEmpty();
    }

    @Test
    void restartsAreDisabledAndEnabledAgain() throws Exception {
        assertThat(act("disable-restarts", Map.of("comment", "new disk", "createdBy", "anna"))
                        .body())
                .contains("Restarts are disabled");
        assertThat(server().get("/").body()).contains("Restarts are disabled</b>", "new disk");
        assertThat(act("enable-restarts", Map.of()).body()).contains("Restarts are enabled.");
        assertThat(server().get("/").body()).doesNotContain("Restarts are disabled</b>");
    }

    @Test
    void aTestMailSaysWhatBecameOfIt() throws Exception {
        assertThat(act("test-mail", Map.of("receiver", "nowhere")).body()).contains("unknown receiver nowhere");
        assertThat(act("test-mail", Map.of("receiver", "mail")).body()).contains("The test mail to ", "mail");
    }

    @Test
    void anUnknownActIsNoPage() throws Exception {
        assertThat(server().get("/acts/format-disk").statusCode()).isEqualTo(404);
    }

    @Test
    void hostileWordsStayText() throws Exception {
        fleet.targets = List.of(new TargetSketch("local", "x" + HOSTILE, NOW)
                .fails("site", 80, 3, Cause.TIMED_OUT, HOSTILE)
                .in(Phase.FAILING, Reason.CHECK_FAILED, Duration.ofSeconds(3))
                .view());

        HttpResponse<String> asked = server().get("/acts/restart?host=local&name=" + encoded("x" + HOSTILE)
                + "&comment=" + encoded("\"><script>"));
        act("disable-restarts", Map.of("comment", HOSTILE, "createdBy", HOSTILE));

        for (String page : List.of(
                asked.body(),
                server().get("/").body(),
                server().get("/audit").body(),
                server().get("/silences").body())) {
            assertThat(page).doesNotContain("<script>alert", "\"><script", "\u202E");
        }
        assertThat(server().get("/audit").body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    /** As a browser does: the page first, then its form. */
    private HttpResponse<String> act(String act, Map<String, String> fields) throws Exception {
        Matcher token = CSRF.matcher(server().get("/acts/" + act).body());
        assertThat(token.find()).isTrue();
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", token.group(1));
        return post(act, form);
    }

    private HttpResponse<String> post(String act, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return server().send("POST", "/acts/" + act, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }
}

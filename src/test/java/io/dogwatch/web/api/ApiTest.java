package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.TestFolders;
import io.dogwatch.model.TargetId;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What scripts ask of the API. */
class ApiTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final TargetId WEB = new TargetId("local", "web");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable SilenceRegistry holds;
    private @Nullable PagesServer server;

    @BeforeEach
    void start() throws Exception {
        RestartSwitch stop = new RestartSwitch(false, TestFolders.fresh("api"));
        holds = new SilenceRegistry(
                List.of(), stop, new MemoryWindows(), InstantSource.fixed(NOW), (at, task) -> () -> {});
        server = new PagesServer(fleet, journal, holds, InstantSource.fixed(NOW), 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void targetsAreFoundByTextPhaseAndHost() throws Exception {
        assertThat(names("?text=WEB")).contains("web").doesNotContain("mailer");
        assertThat(names("?phase=quarantined")).containsExactly("billing-worker");
        assertThat(names("?host=nowhere")).isEmpty();
        assertThat(names("?label=a=b")).isEmpty();
    }

    @Test
    void targetsComePageByPageUntilThereAreNoMore() throws Exception {
        HttpResponse<String> first = server().get("/api/v1/targets?limit=7");
        HttpResponse<String> second = server().get("/api/v1/targets?limit=7&page=2");

        assertThat(json(first)).hasSize(7);
        assertThat(first.headers().firstValue("Link").orElseThrow()).contains("page=2", "rel=\"next\"");
        assertThat(first.headers().firstValue("X-Total-Count")).hasValue(Integer.toString(fleet.targets.size()));
        assertThat(json(second)).hasSize(fleet.targets.size() - 7);
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsAnsweredWithWhatCan() throws Exception {
        assertProblem(server().get("/api/v1/targets?phse=failing"), 400, "phse: unknown key; did you mean");
        assertProblem(server().get("/api/v1/targets?phase=faling"), 400, "did you mean");
        assertProblem(server().get("/api/v1/targets?limit=0"), 400, "limit: ");
        assertProblem(server().send("DELETE", "/api/v1/targets", "{}"), 405, "allowed: ");
        assertProblem(server().get("/api/v1/targets", "Accept", "image/png"), 406, "allowed: application/json");
    }

    @Test
    void aPathThatIsNotThereIsAnsweredWithTheNearestOne() throws Exception {
        assertNearest("/api/v1/target/local/web", "/api/v1/targets/local/web");
        assertNearest("/api/v1/targets/local/web/log", "/api/v1/targets/local/web/logs");
        assertNearest("/api/v1/targets/web/explain/now/please", "");
        assertNearest("/api/targets", "/api/v1/targets");
        assertNearest("/api/v1/incident/local.web.3", "/api/v1/incidents/local.web.3");
        assertNearest("/api/v1/targets/web", "/api/v1/targets/{host}/web");
        assertNearest("/api/v1/nonsense", "");
        assertNearest("/api/v1/targets/local/web/" + "x".repeat(300), "");
    }

    private void assertNearest(String path, String nearest) throws Exception {
        HttpResponse<String> answer = server().get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        String detail = json(answer).path("detail").asText();
        assertThat(detail).startsWith("unknown path /api/");
        assertThat(detail.replaceFirst("^unknown path [^;]*", ""))
                .as(path)
                .isEqualTo(nearest.isEmpty() ? "" : "; nearest: " + nearest);
    }

    @Test
    void mailsComePageByPageByStateAndOneByOne() throws Exception {
        HttpResponse<String> first = server().get("/api/v1/notifications?limit=1");
        String id = json(first).path(0).path("id").asText();

        assertThat(json(first)).hasSize(1);
        assertThat(first.headers().firstValue("Link").orElseThrow()).contains("page=2", "rel=\"next\"");
        assertThat(json(server().get("/api/v1/notifications?limit=1&page=2"))
                        .path(0)
                        .path("id")
                        .asText())
                .isNotEqualTo(id);
        assertThat(json(server().get("/api/v1/notifications?state=sent")))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.path("state").asText()).isEqualTo("sent"));
        assertThat(json(server().get("/api/v1/notifications/" + id)).path("id").asText())
                .isEqualTo(id);
        assertThat(server().get("/api/v1/notifications").headers().firstValue("ETag"))
                .isPresent();
        assertProblem(server().get("/api/v1/notifications/nothing"), 404, "unknown mail nothing");
        assertProblem(server().get("/api/v1/notifications?state=lost"), 400, "; allowed: dead, sent, waiting");
        assertProblem(server().get("/api/v1/notifications?limit=201"), 400, "must be a number from 1 to 200");
    }

    @Test
    void whoHasItAlreadyIsNotSentItAgain() throws Exception {
        HttpResponse<String> first = server().get("/api/v1/targets");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = server().get("/api/v1/targets", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        fleet.targets = fleet.targets.subList(1, fleet.targets.size());
        assertThat(server().get("/api/v1/targets", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPauseSaysWhoAndWhyAndForHowLongAndCanBeEnded() throws Exception {
        HttpResponse<String> paused = server().send(
                        "POST",
                        "/api/v1/targets/local/web/pause",
                        "{\"createdBy\": \"anna\", \"comment\": \"new disk\", \"for\": \"2h\"}");

        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(201);
        assertThat(json(paused).path("kind").asText()).isEqualTo("pause");
        assertThat(json(paused).path("watching").asText()).isEqualTo("pause");
        assertThat(json(paused).path("until").asText()).isEqualTo("2026-11-24T08:12:30Z");
        assertThat(holds().on(WEB, Map.of()).paused()).isTrue();
        JsonNode held = json(server().get("/api/v1/targets/local/web")).path("held");
        assertThat(held.path("paused").asBoolean()).isTrue();
        assertThat(held.path("holds").path(0).path("detail").asText()).isEqualTo("watching paused by anna: new disk");

        HttpResponse<String> resumed =
                server().send("POST", "/api/v1/targets/local/web/resume", "{\"createdBy\": \"bob\"}");

        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
        assertThat(holds().on(WEB, Map.of()).paused()).isFalse();
        assertThat(journal.audited.stream()
                        .map(entry -> entry.action() + " " + entry.subject() + " by " + entry.createdBy()))
                .contains("pause local/web by anna", "resume local/web by bob");
    }

    @Test
    void aPauseLastsOneHourByDefaultAndAMonthAtMost() throws Exception {
        String path = "/api/v1/targets/local/web/pause";

        assertThat(json(server().send("POST", path, "{\"createdBy\": \"anna\"}"))
                        .path("until")
                        .asText())
                .isEqualTo("2026-11-24T07:12:30Z");
        assertProblem(server().send("POST", path, "{\"createdBy\": \"anna\", \"for\": \"31d\"}"), 400, "1m to 30d");
        assertProblem(server().send("POST", path, "{}"), 400, "createdBy: is required");
    }

    @Test
    void whatIsNotPausedOrNotByItselfIsNotResumed() throws Exception {
        String path = "/api/v1/targets/local/web/resume";
        assertProblem(server().send("POST", path, "{\"createdBy\": \"anna\"}"), 409, "web is not paused");

        server().send("POST", "/api/v1/silences", "{\"name\": \"*\", \"for\": \"1h\", \"watching\": \"pause\"}");

        assertProblem(
                server().send("POST", path, "{\"createdBy\": \"anna\"}"),
                409,
                "also covers other containers: expire silence");
    }

    @Test
    void aPauseMustHoldRestartsAndNotifications() throws Exception {
        assertProblem(
                server().send(
                                "POST",
                                "/api/v1/silences",
                                "{\"name\": \"web\", \"for\": \"1h\", \"watching\": \"pause\", \"restarts\": \"allow\"}"),
                400,
                "requires restarts: hold and notifications: mute");
    }

    @Test
    void recordsAndWordsAreThere() throws Exception {
        assertThat(json(server().get("/api/v1/targets/local/web/facts"))).isNotEmpty();
        assertThat(server().get("/api/v1/targets/local/wbe/facts").statusCode()).isEqualTo(404);
        assertThat(json(server().get("/api/v1/notifications")).isArray()).isTrue();
        assertThat(json(server().get("/api/v1/reasons")).findValuesAsText("name"))
                .contains("backoff");
    }

    @Test
    void itSaysWhichDogwatchItIs() throws Exception {
        JsonNode about = json(server().get("/api/v1/about"));

        assertThat(about.path("name").asText()).isEqualTo("dogwatch");
        assertThat(about.path("version").asText()).isEqualTo("1.2.3");
        assertThat(about.path("api").asText()).isEqualTo("v1");
        assertThat(about.path("startedAt").asText()).isNotEmpty();
    }

    private List<String> names(String query) throws Exception {
        return json(server().get("/api/v1/targets" + query))
                .valueStream()
                .map(target -> target.path("name").asText())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(part);
    }

    private SilenceRegistry holds() {
        return Objects.requireNonNull(holds);
    }

    private PagesServer server() {
        return Objects.requireNonNull(server);
    }
}

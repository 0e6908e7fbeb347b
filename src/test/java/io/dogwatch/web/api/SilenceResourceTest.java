package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.silence.SilenceSpec;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceResourceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String WINDOWS = "/api/v1/silences";
    private static final String STOP = "/api/v1/restarts-disabled";
    private static final SilenceSpec CONFIGURED = SilenceParser.read(
                    Map.of("name", "backup", "cron", "0 3 * * SUN", "for", "2h"),
                    Set.of(),
                    Optional.empty(),
                    "the configuration",
                    (key, fault) -> {})
            .orElseThrow();

    @TempDir
    Path folder = Path.of(".");

    private final MemoryWindows store = new MemoryWindows();
    private @Nullable PagesServer running;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        SilenceRegistry holds = new SilenceRegistry(
                List.of(CONFIGURED), new RestartSwitch(false, folder), store, clock, (at, task) -> () -> {});
        FakeFleet fleet = Kennel.fleet(NOW);
        running = new PagesServer(fleet, Kennel.journal(fleet, NOW), holds, clock, 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void aSilenceIsCreatedShownExpiredAndKept() throws Exception {
        HttpResponse<String> made = server().send(
                        "POST",
                        WINDOWS,
                        "{\"name\": \"web\", \"for\": \"2h\", \"createdBy\": \"ops\", \"comment\": \"<b>kernel</b>\"}");

        assertThat(made.statusCode()).isEqualTo(201);
        String place = made.headers().firstValue("Location").orElseThrow();
        assertThat(place).contains(WINDOWS + "/");
        JsonNode window = json(made);
        assertThat(window.path("state").asText()).isEqualTo("active");
        assertThat(window.path("kind").asText()).isEqualTo("maintenance");
        assertThat(window.path("until").asText()).isEqualTo("2026-11-24T08:12:30Z");
        assertThat(window.path("createdBy").asText()).isEqualTo("ops");
        assertThat(store.windows()).hasSize(1);
        String id = window.path("id").asText();
        assertThat(json(server().get(WINDOWS + "/" + id))).isEqualTo(window);

        JsonNode held = json(server().get("/api/v1/targets/local/web")).path("held");
        assertThat(held.path("muted").asBoolean()).isTrue();
        assertThat(held.path("holds").path(0).path("detail").asText()).isEqualTo("maintenance by ops: <b>kernel</b>");
        assertThat(server().get("/").body())
                .contains("1 container has an active silence", "maintenance by ops: &lt;b&gt;kernel&lt;/b&gt;");
        assertThat(server().get("/targets/local/web").body()).contains("<dt>Silences</dt>");

        JsonNode ended = json(server().send("DELETE", WINDOWS + "/" + id, ""));
        assertThat(ended.path("state").asText()).isEqualTo("expired");
        assertThat(ended.path("endedAt").asText()).isEqualTo(NOW.toString());
        assertThat(server().get("/").body()).doesNotContain("active silence");
        assertThat(json(server().get(WINDOWS)).findValuesAsText("state")).containsExactly("upcoming", "expired");
    }

    @Test
    void withoutANameTheApiAsks() throws Exception {
        HttpResponse<String> made = server().send("POST", WINDOWS, "{\"host\": \"local\", \"for\": \"1h\"}");

        assertThat(json(made).path("createdBy").asText()).isEqualTo("api");
        assertThat(json(made).path("scope").asText()).isEqualTo("host local");
    }

    @Test
    void aSilenceThatRecurs() throws Exception {
        JsonNode window = json(server().send(
                        "POST",
                        WINDOWS,
                        "{\"project\": \"shop\", \"cron\": \"0 3 * * *\", \"for\": \"90m\", \"timeZone\": \"Europe/Berlin\","
                                + " \"restarts\": \"allow\"}"));

        assertThat(window.path("kind").asText()).isEqualTo("silence");
        assertThat(window.path("for").asText()).isEqualTo("1h30m");
        assertThat(window.path("nextStart").asText()).isEqualTo("2026-11-25T02:00:00Z");
        assertThat(window.path("restarts").asText()).isEqualTo("allow");
        assertThat(window.path("notifications").asText()).isEqualTo("mute");
    }

    @Test
    void everyErrorIsReportedWithItsLocation() throws Exception {
        HttpResponse<String> refused = server().send(
                        "POST", WINDOWS, "{\"nam\": \"web\", \"host\": \"locl\", \"for\": \"31d\", \"comment\": [1]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(refused);
        assertThat(problem.path("faults").findValuesAsText("where")).containsExactly("comment", "nam", "host", "for");
        assertThat(problem.path("faults").findValuesAsText("message"))
                .contains("unknown key; did you mean \"name\"?", "unknown host \"locl\"; did you mean \"local\"?");
        assertThat(problem.path("detail").asText()).contains("for: 31d is out of range");
        assertThat(store.windows()).isEmpty();
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws Exception {
        assertThat(json(server().send("POST", WINDOWS, "{\"name\": "))
                        .path("detail")
                        .asText())
                .startsWith("the body is not valid JSON");
        assertThat(server().send("POST", WINDOWS, "[]").statusCode()).isEqualTo(400);
        assertThat(server().send("POST", WINDOWS, "{\"name\": \"a\", \"name\": \"b\", \"for\": \"1h\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server().send("POST", WINDOWS, "").statusCode()).isEqualTo(400);
        assertThat(server().send("POST", WINDOWS, " ".repeat(70_000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anOpenEndedSilenceIsRefused() throws Exception {
        assertThat(json(server().send("POST", WINDOWS, "{\"name\": \"web\"}"))
                        .path("detail")
                        .asText())
                .isEqualTo("must have an end; set until, from with for, or cron with for");
    }

    @Test
    void aSilenceOfTheConfigurationIsShownAndCannotBeEnded() throws Exception {
        assertThat(json(server().get(WINDOWS)).path(0).path("configured").asBoolean())
                .isTrue();

        HttpResponse<String> refused = server().send("DELETE", WINDOWS + "/config-1", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("is defined in the configuration file");
        assertThat(server().send("DELETE", WINDOWS + "/nobody", "").statusCode())
                .isEqualTo(404);
        assertThat(server().get(WINDOWS + "/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void everythingIsStoppedAndAllowedAgain() throws Exception {
        assertThat(json(server().get(STOP)).path("disabled").asBoolean()).isFalse();

        JsonNode stopped = json(server().send("PUT", STOP, "{\"createdBy\": \"ops\", \"comment\": \"network work\"}"));

        assertThat(stopped.path("disabled").asBoolean()).isTrue();
        assertThat(stopped.path("summary").asText()).isEqualTo("by ops: network work");
        assertThat(Files.readString(folder.resolve("RESTARTS_DISABLED")))
                .contains("createdBy: ops", "comment: network work");
        assertThat(server().get("/").body()).contains("Restarts are disabled", "by ops: network work");
        assertThat(server().get("/targets/local/web").body()).contains("Restarts are disabled");

        JsonNode allowed = json(server().send("DELETE", STOP, ""));
        assertThat(allowed.path("disabled").asBoolean()).isFalse();
        assertThat(folder.resolve("RESTARTS_DISABLED")).doesNotExist();
        assertThat(server().get("/").body()).doesNotContain("Restarts are disabled");
    }

    @Test
    void aTouchedFileIsDetected() throws Exception {
        Files.createFile(folder.resolve("RESTARTS_DISABLED"));

        JsonNode stop = json(server().get(STOP));

        assertThat(stop.path("disabled").asBoolean()).isTrue();
        assertThat(stop.path("file").asBoolean()).isTrue();
        assertThat(stop.path("configured").asBoolean()).isFalse();
    }

    @Test
    void wrongKeysOfAStopAreRefused() throws Exception {
        assertThat(json(server().send("PUT", STOP, "{\"because\": \"x\"}"))
                        .path("detail")
                        .asText())
                .isEqualTo("because: unknown key; allowed: comment, createdBy");
        assertThat(server().send("PUT", STOP, "{\"comment\": \"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(folder.resolve("RESTARTS_DISABLED")).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIsNotClaimed() throws Exception {
        Files.createDirectories(folder.resolve("RESTARTS_DISABLED/inside"));

        HttpResponse<String> refused = server().send("DELETE", STOP, "");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).path("detail").asText()).contains("cannot remove");
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}

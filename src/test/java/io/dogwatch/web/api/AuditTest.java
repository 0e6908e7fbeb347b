package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.notify.SignedLinks.Purpose;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a person asks for leaves who, what and why. */
class AuditTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String PLEA = "{\"createdBy\": \"anna\", \"comment\": \"new disk\"}";

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer running;

    @BeforeEach
    void start() throws Exception {
        running = new PagesServer(fleet, journal, InstantSource.fixed(NOW), 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    @Test
    void eachActIsKept() throws Exception {
        send("POST", "targets/local/web/restart", PLEA);
        send("POST", "targets/local/billing-worker/release", PLEA);
        send("POST", "incidents/local.web.3/ack", PLEA);
        String window = new ObjectMapper()
                .readTree(send(
                                "POST",
                                "silences",
                                "{\"name\": \"web\", \"for\": \"1h\", \"createdBy\": \"anna\", \"comment\": \"new disk\"}")
                        .body())
                .path("id")
                .asText();
        send("DELETE", "silences/" + window, PLEA);
        send("PUT", "restarts-disabled", PLEA);
        send("DELETE", "restarts-disabled", PLEA);
        send("POST", "mail/test", "{\"createdBy\": \"anna\", \"comment\": \"new disk\"}");

        assertThat(journal.audited.reversed())
                .extracting(AuditEntry::action)
                .containsExactly(
                        "restart",
                        "release",
                        "ack",
                        "maintenance",
                        "expire",
                        "disable-restarts",
                        "enable-restarts",
                        "test-mail");
        assertThat(journal.audited).allSatisfy(entry -> {
            assertThat(entry.at()).isEqualTo(NOW);
            assertThat(entry.createdBy()).isEqualTo("anna");
            assertThat(entry.comment()).isEqualTo("new disk");
            assertThat(entry.source()).isEqualTo("api");
        });
    }

    @Test
    void aLinkInAMailIsAnotherWay() throws Exception {
        URI link = PagesServer.LINKS.link(Purpose.SILENCE, "local.web.3", NOW.plusSeconds(60));
        server().send(
                        "POST",
                        link.getRawPath() + "?" + link.getRawQuery(),
                        "createdBy=anna&for=1h",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(journal.audited).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("silence");
            assertThat(entry.subject()).endsWith(": name web, on host local");
            assertThat(entry.createdBy()).isEqualTo("anna");
            assertThat(entry.comment()).isEqualTo("through a mail link, incident local.web.3");
            assertThat(entry.source()).isEqualTo("link");
        });
    }

    @Test
    void whatIsRefusedIsNotKept() throws Exception {
        assertThat(server().send("POST", "/api/v1/targets/local/nobody/restart", PLEA)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server().send("POST", "/api/v1/incidents/local.web.2/ack", PLEA)
                        .statusCode())
                .isEqualTo(409);

        assertThat(journal.audited).isEmpty();
    }

    @Test
    void aBrokenJournalDoesNotPreventDisablingRestarts() throws Exception {
        journal.broken = true;

        assertThat(server().send("PUT", "/api/v1/restarts-disabled", PLEA).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theNewestIsAnsweredFirst() throws Exception {
        send("PUT", "restarts-disabled", "{}");
        send("DELETE", "restarts-disabled", "");

        JsonNode answer =
                new ObjectMapper().readTree(server().get("/api/v1/audit").body());

        assertThat(answer.path(0).path("action").asText()).isEqualTo("enable-restarts");
        assertThat(answer.path(1).path("action").asText()).isEqualTo("disable-restarts");
        assertThat(answer.path(1).path("createdBy").asText()).isEqualTo("api");
    }

    private HttpResponse<String> send(String method, String path, String json) throws Exception {
        HttpResponse<String> answer = server().send(method, "/api/v1/" + path, json);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
        return answer;
    }
}

package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String ANNA = "{\"createdBy\": \"anna\", \"comment\": \"new certificate\"}";

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        server = new PagesServer(fleet, journal, InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
        client.close();
    }

    @BeforeEach
    void nothingAskedYet() {
        fleet.requests.clear();
    }

    @Test
    void aQuarantinedContainerIsReleasedByThePersonWhoAsks() throws Exception {
        HttpResponse<String> answer = post("/api/v1/targets/local/billing-worker/release", ANNA);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(fleet.requests).containsExactly("RELEASE local/billing-worker by anna: new certificate");
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.path("text").asText()).isEqualTo("billing-worker is released from quarantine.");
        assertThat(json.path("next").path("text").asText()).isNotEmpty();
    }

    @Test
    void whatIsNotQuarantinedIsNotReleased() throws Exception {
        HttpResponse<String> answer = post("/api/v1/targets/local/api/release", ANNA);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("api is not quarantined; it is healthy (all checks pass)");
        assertThat(fleet.requests).isEmpty();
    }

    @Test
    void theFirstPersonWhoSaysThatTheyLookAtAnIncidentCounts() throws Exception {
        String incident = journal.incidents.stream()
                .filter(one -> one.closedAt().isEmpty())
                .findFirst()
                .orElseThrow()
                .id();

        HttpResponse<String> first = post("/api/v1/incidents/" + incident + "/ack", ANNA);
        HttpResponse<String> second = post("/api/v1/incidents/" + incident + "/ack", "{\"createdBy\": \"bob\"}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("anna already acknowledged incident " + incident + " at ");
        assertThat(journal.acknowledged(incident).orElseThrow().createdBy()).isEqualTo("anna");
        assertThat(journal.facts.getLast().detail()).isEqualTo("by anna: new certificate");
    }

    @Test
    void whatIsOverOrNeverWasIsNotAcknowledged() throws Exception {
        String closed = journal.incidents.stream()
                .filter(one -> one.closedAt().isPresent())
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(post("/api/v1/incidents/" + closed + "/ack", ANNA).statusCode())
                .isEqualTo(409);
        assertThat(post("/api/v1/incidents/local.nobody.1/ack", ANNA).statusCode())
                .isEqualTo(404);
        assertThat(post("/api/v1/incidents/" + closed + "/ack", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aContainerThatIsGoneIsNotRestartedAndItIsSaidWhy() throws Exception {
        HttpResponse<String> answer = post("/api/v1/targets/local/backup/restart", ANNA);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("backup is not restarted: ");
        assertThat(fleet.requests).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() throws Exception {
        HttpResponse<String> answer = post("/api/v1/targets/local/serach/restart", ANNA);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("unknown target serach on local; did you mean search?");
        assertThat(post("/api/v1/targets/remote/search/restart", ANNA).body())
                .contains("unknown target search on remote; did you mean local/search?");
    }

    @Test
    void aBodyThatCannotBeUsedSaysWhatIsWrongWithIt() throws Exception {
        String path = "/api/v1/targets/local/billing-worker/release";

        assertProblem(post(path, "{}"), 400, "createdBy: is required");
        assertProblem(
                post(path, "{\"createdBy\": \"a\", \"coment\": \"b\"}"), 400, "coment: unknown key; did you mean");
        assertProblem(post(path, "{\"createdBy\": [7]}"), 400, "createdBy: must be a string, not a list");
        assertProblem(post(path, "{\"createdBy\": "), 400, "the body is not valid JSON");
        assertProblem(post(path, "[]"), 400, "the body must be a JSON object");
        assertProblem(post(path, "{\"createdBy\": \"" + "x".repeat(101) + "\"}"), 400, "must not exceed 100");
        assertThat(fleet.requests).isEmpty();
    }

    @Test
    void onlyJsonIsTaken() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(uri("/api/v1/targets/local/billing-worker/release"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(ANNA))
                .build();

        assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        assertThat(fleet.requests).isEmpty();
    }

    @Test
    void theNamesOfThoseWhoAskAreOneHarmlessLine() throws Exception {
        post("/api/v1/targets/local/billing-worker/release", "{\"createdBy\": \"an\\u001b[31m\\nna\"}");

        assertThat(fleet.requests).containsExactly("RELEASE local/billing-worker by an [31m na: ");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(part);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private java.net.URI uri(String path) {
        return Objects.requireNonNull(server).uri(path);
    }
}

package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailTrialTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        server = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
    }

    @Test
    void withoutAReceiverTheDefaultReceiverIsUsed() throws Exception {
        HttpResponse<String> answer = post("{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"receiver\":\"mail\"", "\"accepted\":true", "\"text\":\"250 2.0.0 Ok: queued as 4bXyZ\"");
    }

    @Test
    void whatAServerRefusesIsAnAnswerToo() throws Exception {
        HttpResponse<String> answer = post("{\"receiver\":\"night\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"accepted\":false", "550 5.1.1 no such user", "\"advice\":\"See that");
    }

    @Test
    void aLineThatIsNotThereIsNamedWithTheNearest() throws Exception {
        HttpResponse<String> answer = post("{\"receiver\":\"nigth\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("did you mean \\\"night\\\"?", "Allowed: mail, night");
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        assertThat(post("{\"lin\":\"night\"}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return Objects.requireNonNull(server)
                .send("POST", "/api/v1/mail/test", body, "Content-Type", "application/json");
    }
}

package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.Members;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.Showcase;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The maildir over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaildirApiTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        server = new PagesServer(
                fleet,
                Kennel.journal(fleet, NOW),
                PagesServer.holdsNothing(CLOCK),
                Showcase.sources(NOW),
                Members.ACCESS,
                CLOCK,
                0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
    }

    @Test
    void mailsAreListedPageByPage() throws Exception {
        JsonNode all = json(get("/api/v1/maildir", Members.VIEWER));
        JsonNode second = json(get("/api/v1/maildir?limit=1&page=2", Members.VIEWER));

        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.path("mails")).hasSize(2);
        assertThat(second.path("mails")).hasSize(1);
        assertThat(second.path("mails").path(0)).isEqualTo(all.path("mails").path(1));
        assertThat(get("/api/v1/maildir?limit=101", Members.VIEWER).statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneIsReadAsTextOrAsItWasSent() throws Exception {
        HttpResponse<String> text = get("/api/v1/maildir/a.eml", Members.OPERATOR);
        HttpResponse<String> raw = get("/api/v1/maildir/a.eml", Members.OPERATOR, "Accept", "message/rfc822");

        assertThat(json(text).path("envelope").path("subject").asText()).contains("web FAILING");
        assertThat(json(text).path("attached")).hasSize(2);
        assertThat(text.headers().firstValue("ETag")).isPresent();
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.headers().firstValue("Content-Type")).hasValue("message/rfc822");
        assertThat(raw.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(raw.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"a.eml\"");
        assertThat(raw.body()).startsWith("Subject: [dogwatch] web FAILING");
    }

    @Test
    void oneThatIsNotThereIsSaidToBeSo() throws Exception {
        HttpResponse<String> none = get("/api/v1/maildir/..%2Fkey", Members.OPERATOR);
        HttpResponse<String> noRaw = get("/api/v1/maildir/c.eml", Members.OPERATOR, "Accept", "message/rfc822");

        assertThat(none.statusCode()).isIn(400, 404);
        assertThat(noRaw.statusCode()).isEqualTo(404);
        assertThat(noRaw.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(noRaw.body()).contains("unknown mail c.eml in the maildir");
    }

    /** The signed links in it act for whoever holds them. */
    @Test
    void aViewerDoesNotReadThem() throws Exception {
        assertThat(get("/api/v1/maildir/a.eml", Members.VIEWER).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/maildir/a.eml", Members.VIEWER, "Accept", "message/rfc822")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/notifications/a.eml", Members.VIEWER).statusCode()).isEqualTo(403);
        assertThat(get("/notifications/a.eml", Members.OPERATOR).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String token, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Objects.requireNonNull(server).get(path, all);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}

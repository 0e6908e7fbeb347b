package io.dogwatch.web.security;

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

/** Which forms are taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String ACT = "/acts/trial";

    private @Nullable PagesServer running;

    @BeforeAll
    void start() throws Exception {
        FakeFleet fleet = Kennel.fleet(NOW);
        running = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return server().send("POST", path, form, all);
    }

    private String csrf() throws Exception {
        return server().get(ACT).body();
    }

    @Test
    void aFormOfAPageOfOursIsTaken() throws Exception {
        HttpResponse<String> answer =
                post(ACT, "comment=a+new+certificate&csrf=" + csrf(), "Sec-Fetch-Site", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("local: a new certificate");
    }

    @Test
    void withoutTheRightWordItIsNot() throws Exception {
        String right = csrf();
        for (String form :
                new String[] {"comment=x", "csrf=", "csrf=x", "csrf=" + right.substring(1), "csrf=x&csrf=" + right}) {
            HttpResponse<String> answer = post(ACT, form);

            assertThat(answer.statusCode()).as(form).isEqualTo(403);
            assertThat(answer.body()).as(form).contains("<h1>Forbidden</h1>", "reload the page and try again");
        }
    }

    @Test
    void theRightWordDoesNotExcuseAForeignPage() throws Exception {
        String form = "csrf=" + csrf();

        assertThat(post(ACT, form, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post(ACT, form, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(post(ACT, form, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    }

    @Test
    void noOtherPathTakesForms() throws Exception {
        assertThat(post("/api/v1/targets/local/web/restart", "csrf=" + csrf()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void aFormThatIsLargerThanAnyOfOursIsNotRead() throws Exception {
        assertThat(post(ACT, "csrf=" + csrf() + "&comment=" + "x".repeat(64 << 10))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatDoesNotSayWhichRoleItNeedsIsClosedToAll() throws Exception {
        HttpResponse<String> answer = server().send("POST", ACT + "/undeclared", "{}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Access denied");
    }
}

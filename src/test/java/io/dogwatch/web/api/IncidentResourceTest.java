package io.dogwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.judge.Incident;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentResourceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer server;

    @BeforeAll
    void start() throws Exception {
        server = new PagesServer(fleet, journal, InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(server).close();
    }

    private HttpResponse<String> get(String query) throws Exception {
        return Objects.requireNonNull(server).get("/api/v1/incidents?" + query);
    }

    private List<String> found(String query) throws Exception {
        return new ObjectMapper()
                .readTree(get(query).body())
                .valueStream()
                .map(incident -> incident.path("id").asText())
                .toList();
    }

    @Test
    void incidentsAreFoundByTargetTextAndTime() throws Exception {
        List<String> all = found("");
        String first = all.getFirst();
        JsonNode incident = new ObjectMapper().readTree(get("").body()).get(0);

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(found("text=" + first)).containsExactly(first);
        assertThat(found("target=" + incident.path("target").asText() + "&host=local"))
                .contains(first)
                .isSubsetOf(all);
        assertThat(found("target=nobody-*")).isEmpty();
        assertThat(found("to=2000-01-01")).isEmpty();
        assertThat(found("from=2000-01-01T00:00:00Z")).isEqualTo(all);
        assertThat(found("severity=critical")).isSubsetOf(all);
    }

    @Test
    void twoHundredAreOnAPageAndALinkLeadsToTheNext() throws Exception {
        List<Incident> before = List.copyOf(journal.incidents);
        try {
            Incident one = before.getFirst();
            for (int i = journal.incidents.size(); i < 201; i++) {
                journal.incidents.add(one);
            }
            HttpResponse<String> first = get("severity=warn");
            assertThat(found("severity=warn")).hasSize(200);
            assertThat(first.headers().firstValue("Link").orElseThrow())
                    .contains("severity=warn", "page=2", "rel=\"next\"");
            assertThat(found("severity=warn&page=2")).hasSize(1);
            assertThat(get("page=2").headers().firstValue("Link")).isEmpty();
        } finally {
            journal.incidents.clear();
            journal.incidents.addAll(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tarqet=web      | tarqet: unknown key; did you mean \\"target\\"?
            severity=worst  | severity: unknown value \\"worst\\"
            from=yesterday  | from: invalid time \\"yesterday\\"; allowed: a time such as 2026-11-24 or 2026-11-24T03:12:07Z
            page=0          | page: must be a number from 1 to 10000, not \\"0\\"
            page=99999999999 | page: must be a number from 1 to 10000, not \\"99999999999\\"
            """)
    void whatCannotBeUnderstoodIsSaid(String query, String fault) throws Exception {
        HttpResponse<String> answer = get(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(fault.strip());
    }
}

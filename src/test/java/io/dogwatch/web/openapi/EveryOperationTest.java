package io.dogwatch.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.web.FullHouse;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.openapi.Document.Call;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the document, asked of a real server that has something of everything. */
class EveryOperationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Document document = Document.shipped();
    private FullHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new FullHouse();
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** Something that is there for every parameter of a path, each once. */
    private List<String> paths(Call call) throws Exception {
        String path = "/api/v1" + call.path();
        if (path.contains("{name}")) {
            return filled(path, "/api/v1/targets", "host", "name");
        }
        if (path.contains("{file}")) {
            JsonNode envelopes =
                    JSON.readTree(ask("GET", "/api/v1/maildir", "").body()).path("mails");
            return envelopes
                    .valueStream()
                    .map(it -> path.replace("{file}", it.path("file").asText()))
                    .toList();
        }
        return path.contains("{id}") ? filled(path, path.replaceFirst("/\\{id}.*", ""), "id") : List.of(path);
    }

    private List<String> filled(String path, String list, String... keys) throws Exception {
        List<String> all = new ArrayList<>();
        for (JsonNode one : JSON.readTree(ask("GET", list, "").body())) {
            String filled = path;
            for (String key : keys) {
                filled = filled.replace(
                        "{" + key + "}", FuzzRequest.encoded(one.path(key).asText()));
            }
            all.add(filled);
        }
        assertThat(all).as(list).isNotEmpty();
        return all;
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("Authorization", "Bearer " + FullHouse.ADMIN));
        if (!List.of("GET", "HEAD").contains(method)) {
            all.put("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return house.server.send(
                method,
                path,
                body,
                all.entrySet().stream()
                        .flatMap(it -> java.util.stream.Stream.of(it.getKey(), it.getValue()))
                        .toArray(String[]::new));
    }

    private void assertFits(Call call, HttpResponse<String> answer) {
        assertThat(document.faults(call, answer))
                .as("%s as %s: %s %s", call, answer.request().uri(), answer.statusCode(), answer.body())
                .isEmpty();
    }

    private List<Call> calls() {
        return document.calls().stream().filter(it -> !it.isEndless()).toList();
    }

    private static String success(Call call) {
        return call.node().path("responses").fieldNames().next();
    }

    @Test
    void whateverIsReadIsAsDocumented() throws Exception {
        readAll();
    }

    private void readAll() throws Exception {
        for (Call call : calls()) {
            if (!call.writes()) {
                for (String path : paths(call)) {
                    HttpResponse<String> answer = ask(call.method(), path, "");
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertFits(call, answer);
                }
            }
        }
    }

    @Test
    void soItIsWithoutAnythingAndWithAnEngineThatIsAway() throws Exception {
        house.fleet.hosts = List.of(Kennel.lost("local", FullHouse.NOW));
        house.fleet.glimpses = Map.of();
        house.fleet.addresses = Map.of();

        readAll();
    }

    @Test
    void everyExampleIsGrantedSomewhere() throws Exception {
        for (Call call : calls()) {
            if (call.writes()) {
                String example = call.body().orElseThrow().path("example").toString();
                List<Integer> statuses = new ArrayList<>();
                for (String path : paths(call)) {
                    HttpResponse<String> answer = ask(call.method(), path, example);
                    assertFits(call, answer);
                    statuses.add(answer.statusCode());
                }
                assertThat(statuses).as("%s", call).contains(Integer.parseInt(success(call)));
            }
        }
        readAll();
    }

    @Test
    void everyValueOfAClosedListIsGranted() throws Exception {
        for (Call call : calls()) {
            for (JsonNode parameter : call.parameters("query")) {
                for (JsonNode word : document.at(parameter.path("schema")).path("enum")) {
                    HttpResponse<String> answer = ask(
                            call.method(),
                            paths(call).getFirst() + "?"
                                    + parameter.path("name").asText() + "="
                                    + URLEncoder.encode(word.asText(), StandardCharsets.UTF_8),
                            "");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertFits(call, answer);
                }
            }
        }
    }

    @Test
    void whoHasItAlreadyIsNotSentItAgain() throws Exception {
        for (Call call : calls()) {
            if (call.verb().equals("get")) {
                String path = paths(call).getFirst();
                String tag = ask("GET", path, "").headers().firstValue("ETag").orElseThrow();

                HttpResponse<String> again = ask("GET", path, "", "If-None-Match", tag);

                assertThat(again.statusCode()).as(path).isEqualTo(304);
                assertFits(call, again);
            }
        }
    }

    @Test
    void aTimeIsOneOfRfc3339() throws Exception {
        for (String time : List.of("9999-12-31T23:59:60Z", "+1000000000-01-01T00:00:00Z", "2026-11-24T03:12Z")) {
            String asked = FuzzRequest.encoded(time);
            assertRefused(document.call("incidents"), 400, ask("GET", "/api/v1/incidents?to=" + asked, ""));
            assertRefused(document.call("logs"), 400, ask("GET", "/api/v1/targets/local/web/logs?since=" + asked, ""));
        }
    }

    @Test
    void whatIsNoTagIsAsNone() throws Exception {
        for (String header : List.of("x", "\"", "W/", "", ",", "W/\"")) {
            assertThat(ask("GET", "/api/v1/hosts", "", "If-None-Match", header).statusCode())
                    .isEqualTo(200);
            assertThat(ask("GET", "/api/v1/hosts", "", "If-Match", header).statusCode())
                    .isEqualTo(200);
        }
        assertThat(ask("GET", "/api/v1/hosts", "", "If-None-Match", "*").statusCode())
                .isEqualTo(304);
    }

    @Test
    void aHeaderThatCannotBeReadIsSaid() throws Exception {
        assertRefused(document.call("hosts"), 400, ask("GET", "/api/v1/hosts", "", "Accept", ";"));
        assertRefused(document.call("hosts"), 400, ask("GET", "/api/v1/hosts", "", "Content-Type", "json"));
    }

    @Test
    void aPathThatTheServerItselfRefusesIsAProblemToo() throws Exception {
        for (String path : List.of(
                "/api/v1/hosts//",
                "/api/v1/targets/local/a%2Fb",
                "/api/v1/targets/local/%2e%2e",
                "/api/v1/targets/local/%00")) {
            assertRefused(document.call("target"), 400, ask("GET", path, ""));
        }
    }

    @Test
    void whatIsNoJsonIsSaidWithoutTheWordsOfALibrary() throws Exception {
        for (String body : List.of(
                "{\"createdBy\": \"a\"} {}",
                "{\"a\": NaN}",
                "[".repeat(5_000),
                "{\"createdBy\": 1" + "0".repeat(2_000) + "}")) {
            HttpResponse<String> answer = ask("POST", "/api/v1/mail/test", body);

            assertRefused(document.call("testMail"), 400, answer);
            assertThat(answer.body())
                    .doesNotContain("jackson", "Feature", "Constraints")
                    .contains("the body is not valid JSON: ");
        }
    }

    @Test
    void aNameIsCountedInSignsAndAlsoIfItIsNotTheOneThatCounts() throws Exception {
        String dogs = "\uD83D\uDC15".repeat(100);

        assertThat(ask("PUT", "/api/v1/restarts-disabled", "{\"createdBy\": \"" + dogs + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                document.call("disableRestarts"),
                400,
                ask("PUT", "/api/v1/restarts-disabled", "{\"createdBy\": \"" + dogs + "x\"}"));
    }

    @Test
    void everyRefusalMatchesItsDocumentation() throws Exception {
        for (Call call : document.calls()) {
            String path = paths(call).getFirst();
            assertRefused(call, 401, ask(call.method(), path, "", "Authorization", "Bearer nonsense"));
            assertRefused(call, 406, ask(call.method(), path, "", "Accept", "image/png"));
            assertRefused(call, 400, ask(call.method(), path + "?nosuch=1", ""));
            if (call.writes()) {
                assertRefused(call, 415, ask(call.method(), path, "x", "Content-Type", "text/plain"));
                assertRefused(call, 400, ask(call.method(), path, "{\"nosuch\": \"1\"}"));
                assertRefused(call, 400, ask(call.method(), path, "{"));
                assertRefused(call, 403, ask(call.method(), path, "{}", "Authorization", "Bearer " + FullHouse.VIEWER));
            }
            if (call.path().contains("{")) {
                String nobody = "/api/v1" + call.path().replaceAll("\\{[a-z]+}", "nobody");
                assertRefused(call, 404, ask(call.method(), nobody, "{}"));
            }
        }
    }

    @Test
    void whatNeedsAnOperatorSaysSoAndIsRefusedToAViewerOnly() throws Exception {
        for (Call call : calls()) {
            String role = call.node().at("/security/0/token/0").asText();
            assertThat(role).as("%s", call).isIn("viewer", "operator", "admin");
            int operator = ask(
                            call.method(),
                            paths(call).getFirst(),
                            call.writes() ? "{" : "",
                            "Authorization",
                            "Bearer " + FullHouse.OPERATOR)
                    .statusCode();
            assertThat(operator == 403).as("%s is for the %s", call, role).isEqualTo(role.equals("admin"));
        }
    }

    private void assertRefused(Call call, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s as %s: %s", call, answer.request().uri(), answer.body())
                .isEqualTo(status);
        assertFits(call, answer);
    }

    /** Else the next request on it gets no response, if the body comes late. */
    @Test
    void aConnectionWhoseBodyWasNotReadIsSaidToBeClosed() throws Exception {
        String json = "Content-Type: application/json\r\nAuthorization: Bearer ";
        Map<String, Integer> early = Map.of(
                "PUT /api/v1/restarts-disabled HTTP/1.1\r\n" + json + FullHouse.VIEWER,
                403,
                "PUT /api/v1/restarts-disabled HTTP/1.1\r\n" + json + "nonsense",
                401,
                "PUT /api/v1/restarts-disabled HTTP/1.1\r\nAuthorization: Bearer " + FullHouse.ADMIN,
                415,
                "PUT /api/v1/restarts-disabled?x=1 HTTP/1.1\r\n" + json + FullHouse.ADMIN,
                400,
                "PUT /api/v1/restarts-disabled HTTP/1.1\r\nAccept: image/png\r\n" + json + FullHouse.ADMIN,
                406,
                "PATCH /api/v1/restarts-disabled HTTP/1.1\r\n" + json + FullHouse.ADMIN,
                405,
                "GET /api/v1/hosts HTTP/1.1\r\nAuthorization: Bearer " + FullHouse.ADMIN,
                200,
                "PUT /api/v1/restarts-disabled// HTTP/1.1\r\n" + json + FullHouse.ADMIN,
                400,
                "POST /api/v1/nosuch HTTP/1.1\r\n" + json + FullHouse.ADMIN,
                404);
        for (Map.Entry<String, Integer> request : early.entrySet()) {
            URI uri = house.server.uri("/");
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write((request.getKey() + "\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 " + request.getValue());
                assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
            }
        }
    }

    @Test
    void aStoreThatCannotBeReadIsSaidAsDocumented() throws Exception {
        List<String> paths = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (Call call : calls()) {
            calls.add(call);
            paths.add(paths(call).getFirst());
        }
        house.journal.broken = true;
        int refused = 0;
        for (int i = 0; i < calls.size(); i++) {
            HttpResponse<String> answer =
                    ask(calls.get(i).method(), paths.get(i), calls.get(i).writes() ? "{}" : "");
            assertFits(calls.get(i), answer);
            refused += answer.statusCode() == 503 ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(5);
    }

    @Test
    void theStreamBeginsImmediatelyAndContinuesFromItsPosition() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(house.server.uri("/api/v1/stream"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + FullHouse.VIEWER);

            String first = begin(client, request);
            assertThat(first).contains("event: ready");

            String id = first.lines()
                    .filter(it -> it.startsWith("id: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4);
            assertThat(begin(client, request.copy().header("Last-Event-ID", id)))
                    .contains("event: ready");
            assertThat(begin(client, request.copy().header("Last-Event-ID", "of-another-life-7")))
                    .contains("event: reset");
        }
    }

    private String begin(HttpClient client, HttpRequest.Builder request) throws Exception {
        HttpResponse<java.io.InputStream> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";", -1)[0];
        assertThat(document.call("stream").node().at("/responses/200/content").has(type))
                .isTrue();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (line.startsWith("data: ")) {
                    break;
                }
            }
            return text.toString();
        }
    }
}

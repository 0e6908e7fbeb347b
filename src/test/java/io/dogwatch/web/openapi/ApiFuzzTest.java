package io.dogwatch.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.web.FullHouse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is asked of the API: it answers as its document says, and says what is wrong with what it refuses. */
class ApiFuzzTest {

    /** Each opens windows, and none is ever forgotten. */
    private static final int REQUESTS_OF_A_HOUSE = 2_500;

    private static final int FIRST_FAULTS = 12;

    private static final Pattern INNARDS = Pattern.compile(
            "(io\\.dogwatch|java\\.(lang|util|io|net|time)|jakarta|com\\.fasterxml"
                    + "|org\\.(eclipse|glassfish|jvnet))\\.|\\tat |Exception|\\.java:\\d|Powered by|jetty",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Answer(int status, HttpHeaders headers, String body) {

        String type() {
            return headers.firstValue("Content-Type").orElse("").split(";", -1)[0];
        }
    }

    private final Document document = Document.shipped();
    private final Expectation expectation = new Expectation(document);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private int granted;

    @Test
    void everyAnswerMatchesTheDocument() throws Exception {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        int requests = Integer.getInteger("dogwatch.fuzz", 1_000);
        for (int begun = 0; begun < requests; begun += REQUESTS_OF_A_HOUSE) {
            try (FullHouse house = new FullHouse()) {
                Map<String, List<String>> known = known(house);
                for (int i = begun; i < Math.min(requests, begun + REQUESTS_OF_A_HOUSE); i++) {
                    FuzzRequest asked = new Imagination(document, new Random(seed + i), known).request();
                    look(house, asked, "-Ddogwatch.seed=" + (seed + i) + " -Ddogwatch.fuzz=1");
                }
                assertThat(send(house, plain("/api/v1/targets")).status()).isEqualTo(200);
            }
        }
        System.out.println(
                "seed " + seed + ": " + requests + " requests, " + granted + " of them allowed; answers " + statuses);

        assertThat(faults.values()).as("seed %s", seed).isEmpty();
        assertThat(granted).isGreaterThanOrEqualTo(requests / 10);
    }

    private Map<String, List<String>> known(FullHouse house) throws Exception {
        Map<String, List<String>> known = new HashMap<>();
        for (JsonNode target :
                JSON.readTree(send(house, plain("/api/v1/targets")).body())) {
            known.computeIfAbsent("name targets", it -> new ArrayList<>())
                    .add(target.path("name").asText());
        }
        known.put("host targets", List.of("local"));
        for (String list : List.of("incidents", "silences", "notifications")) {
            for (JsonNode one :
                    JSON.readTree(send(house, plain("/api/v1/" + list)).body())) {
                known.computeIfAbsent("id " + list, it -> new ArrayList<>())
                        .add(one.path("id").asText());
            }
        }
        for (JsonNode one :
                JSON.readTree(send(house, plain("/api/v1/maildir")).body()).path("mails")) {
            known.computeIfAbsent("file maildir", it -> new ArrayList<>())
                    .add(one.path("file").asText());
        }
        return known;
    }

    private FuzzRequest plain(String path) {
        return new FuzzRequest(
                document.call("targets"),
                "GET",
                path,
                Map.of(),
                List.of(),
                Map.of("Authorization", "Bearer " + FullHouse.ADMIN),
                new byte[0]);
    }

    private Answer send(FullHouse house, FuzzRequest asked) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(house.server.uri(asked.uri()))
                .timeout(Duration.ofSeconds(20))
                .method(
                        asked.method(),
                        asked.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(asked.body()));
        asked.headers().forEach(request::header);
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            boolean isEndless = answer.headers()
                    .firstValue("Content-Type")
                    .filter(it -> it.startsWith("text/event-stream"))
                    .isPresent();
            byte[] bytes = isEndless ? body.readNBytes(1) : body.readAllBytes();
            return new Answer(answer.statusCode(), answer.headers(), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void look(FullHouse house, FuzzRequest asked, String again) throws InterruptedException {
        try {
            Answer answer = send(house, asked);
            statuses.merge(answer.status(), 1, Integer::sum);
            faults(asked, answer).forEach(it -> keep(it, asked, answer.status() + " " + answer.body(), again));
        } catch (IOException e) {
            keep("no response: " + e.getMessage(), asked, "", again);
        }
    }

    /** The first of each kind. */
    private void keep(String fault, FuzzRequest asked, String answer, String again) {
        if (faults.size() < FIRST_FAULTS) {
            String kind = asked.call().id() + ": " + fault.replaceAll("[\"'\\d].*", "");
            faults.putIfAbsent(
                    kind,
                    "\n" + fault + "\n" + again + "\n" + asked + "\n→ "
                            + answer.substring(0, Math.min(answer.length(), 700)) + "\n");
        }
    }

    private Stream<String> faults(FuzzRequest asked, Answer answer) {
        return Stream.of(
                        ofTheServer(answer),
                        ofTheDocument(asked, answer),
                        ofTheJudgement(asked, answer),
                        ofTheProblem(asked, answer))
                .flatMap(it -> it);
    }

    private static Stream<String> ofTheServer(Answer answer) {
        return Stream.concat(
                answer.status() >= 500 && answer.status() != 503
                        ? Stream.of("it failed with " + answer.status())
                        : Stream.empty(),
                INNARDS.matcher(answer.body()).find() ? Stream.of("it shows its innards") : Stream.empty());
    }

    private boolean isDocumented(FuzzRequest asked) {
        return asked.isOf(asked.call().method()) && isAsItWas(asked);
    }

    /** Whether its path still leads to the operation it was made from, or to none. */
    private static boolean isAsItWas(FuzzRequest asked) {
        return asked.path().split("/").length == (Operation.ROOT + asked.call().path()).split("/").length
                && !asked.path().matches(".*(/|;x=1|%20|\\.json)$|.*%2e%2e.*|.*//.*");
    }

    private Stream<String> ofTheDocument(FuzzRequest asked, Answer answer) {
        if (!isDocumented(asked)) {
            return Stream.empty();
        }
        return document.faults(asked.call(), answer.status(), answer.headers(), answer.body()).stream();
    }

    private Stream<String> ofTheJudgement(FuzzRequest asked, Answer answer) {
        if (!isDocumented(asked)) {
            return Stream.empty();
        }
        Optional<String> wrong = expectation.wrong(asked);
        if (wrong.isEmpty()) {
            granted++;
            boolean isRefused = List.of(400, 405, 415).contains(answer.status()) && expectation.saysItAll(asked);
            return isRefused ? Stream.of("it is refused, and the document allows it") : Stream.empty();
        }
        return answer.status() < 400
                ? Stream.of("it is granted, and the document does not allow it: " + wrong.get())
                : Stream.empty();
    }

    private static Stream<String> ofTheProblem(FuzzRequest asked, Answer answer) {
        if (answer.status() < 400 || asked.isOf("HEAD")) {
            return Stream.empty();
        }
        if (!answer.type().equals("application/problem+json")) {
            return Stream.of("it is refused as " + answer.type());
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            String detail = problem.path("detail").asText();
            boolean saysAll = detail.length() > 10
                    && !detail.startsWith("HTTP ")
                    && problem.path("status").asInt() == answer.status();
            boolean isHarmful = Stream.concat(
                            Stream.of(detail), problem.path("faults").findValuesAsText("message").stream())
                    .anyMatch(it -> HARMFUL.matcher(it).find());
            return Stream.concat(
                    saysAll ? Stream.empty() : Stream.of("it does not say what is wrong"),
                    isHarmful ? Stream.of("what it says has signs that are not to be seen") : Stream.empty());
        } catch (IOException e) {
            return Stream.of("the problem is no JSON");
        }
    }
}

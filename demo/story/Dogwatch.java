import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client of the Dogwatch API. */
final class Dogwatch {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final long process;

    private Dogwatch(String address, long process) {
        this.address = address;
        this.process = process;
    }

    static Dogwatch fromEnvironment() {
        return new Dogwatch(System.getenv("DOGWATCH_URL"), Long.parseLong(System.getenv("DOGWATCH_PID")));
    }

    /** @param failure a single line */
    record Incident(String id, String target, String failure, Instant openedAt, Optional<Instant> closedAt) {}

    boolean hasEnded() {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** Returns the phase of the target, such as healthy. */
    Optional<String> phase(String name) throws IOException, InterruptedException {
        for (JsonNode target : get("targets")) {
            if (target.path("name").asText().equals(name)) {
                return Optional.of(target.path("phase").asText());
            }
        }
        return Optional.empty();
    }

    Set<String> incidentIds() throws StepMissed {
        return Step.called("the incidents so far can be read").await(() -> {
            Set<String> ids = new HashSet<>();
            get("incidents").forEach(incident -> ids.add(incident.path("id").asText()));
            return Optional.of(ids);
        });
    }

    Optional<Incident> newIncident(String target, Set<String> known) throws IOException, InterruptedException {
        for (JsonNode node : get("incidents")) {
            Incident incident = incident(node);
            if (incident.target().equals(target) && !known.contains(incident.id())) {
                return Optional.of(incident);
            }
        }
        return Optional.empty();
    }

    /** Returns the names of the evidence saved before the restart. */
    Optional<List<String>> evidence(String incident) throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode evidence : get("incidents/" + incident).path("evidence")) {
            evidence.path("files").forEach(exhibit -> names.add(exhibit.path("name").asText()));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
    }

    /** Returns the time at which the restart call returned. */
    Optional<Instant> restartedAt(String incident) throws IOException, InterruptedException {
        for (JsonNode fact : get("incidents/" + incident).path("timeline")) {
            if (fact.path("kind").asText().equals("restart-ended")) {
                return Optional.of(instant(fact.path("at")));
            }
        }
        return Optional.empty();
    }

    /** Returns the incident once it is closed by a recovery. */
    Optional<Incident> closed(String incident) throws IOException, InterruptedException {
        JsonNode node = get("incidents/" + incident);
        return Optional.of(incident(node))
                .filter(it -> it.closedAt().isPresent() && node.path("outcome").asText().equals("recovered"));
    }

    private Incident incident(JsonNode node) {
        return new Incident(
                node.path("id").asText(),
                node.path("target").asText(),
                node.path("failure").asText(),
                instant(node.path("openedAt")),
                Optional.of(node.path("closedAt")).filter(JsonNode::isValueNode).filter(it -> !it.isNull()).map(this::instant));
    }

    /** Accepts ISO text, or seconds since 1970 as a number. */
    private Instant instant(JsonNode node) {
        return node.isNumber()
                ? Instant.ofEpochMilli((long) (node.asDouble() * 1000))
                : Instant.parse(node.asText());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("GET /api/v1/" + path + ": status " + response.statusCode());
        }
        return json.readTree(response.body());
    }
}

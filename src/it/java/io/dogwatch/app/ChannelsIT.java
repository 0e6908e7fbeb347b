package io.dogwatch.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.dogwatch.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A webhook is told what happens to a container, although its service is down at first. Needs root. */
class ChannelsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aWebhookIsToldInOrderAsSoonAsItsServiceIsThere() throws IOException {
        int port = RunningDogwatch.freePort();
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch = RunningDogwatch.configured(
                        engine.endpoint(), """
                        defaults: {startPeriod: 2s}
                        watch: [{name: "%s-*"}]
                        notify:
                          groupInterval: 0s
                          channels: {hook: {kind: webhook, url: "http://127.0.0.1:%d/hush-hush-hush"}}
                          routes: [{name: all, channels: hook}]
                        """.formatted(TestEngine.unique("hooked"), port))) {
            dogwatch.startConnected();
            Patient patient = Patient.admit(engine, "hooked-site");
            dogwatch.awaitPhase(patient.name(), "healthy");
            patient.crash();
            dogwatch.awaitOneIncidentClosed(patient.name());
            dogwatch.await("it says so", () -> dogwatch.logged("delivery to receiver all.hook failed") > 0);
            assertThat(dogwatch.logged("hush-hush")).isZero();

            HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            service.createContext("/hush-hush-hush", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            service.start();
            try {
                dogwatch.await("both are there", () -> about(bodies, patient).count() == 2);
            } finally {
                service.stop(0);
            }
            assertThat(about(bodies, patient)
                            .map(incident -> incident.get("kind").asText()))
                    .containsExactly("opened", "closed");
        }
    }

    private static Stream<JsonNode> about(List<String> bodies, Patient patient) {
        return bodies.stream()
                .map(ChannelsIT::incident)
                .filter(incident -> incident.get("target").asText().equals(patient.name()));
    }

    private static JsonNode incident(String body) {
        try {
            return JSON.readTree(body).get("incidents").get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.journal.Change;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox and the echo against Prometheus' own Alertmanager, as Debian has it. */
@Timeout(120)
class AlertmanagerIT {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final TargetId WEB = new TargetId("local", "web");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clock.systemUTC();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant start = clock.instant();

    @TempDir
    Path folder;

    private URI server;
    private Process process;
    private SqlJournal journal;
    private OutboxSender sender;
    private AlertmanagerResender echo;

    @BeforeEach
    void open() throws IOException {
        assertThat(PROGRAM).as("Debian: prometheus-alertmanager").isExecutable();
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("alertmanager.yml"), """
                global: {resolve_timeout: 3s}
                route: {receiver: nobody}
                receivers: [{name: nobody}]
                """);
        int port = freePort();
        server = URI.create("http://127.0.0.1:" + port + "/");
        process = startAlertmanager(port);
        Routes routes = new Routes(List.of(new Route(
                "all",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("prometheus"),
                false,
                Optional.empty())));
        ChannelSettings settings = new ChannelSettings(
                "prometheus", ChannelSettings.Kind.ALERTMANAGER, server, Optional.empty(), Duration.ofSeconds(5));
        Channels channels = new Channels(List.of(settings), new SenderIdentity("0badcafe", Optional.empty()), clock);
        journal = SqlJournal.open(data, routes);
        List<Receiver> lines = new ArrayList<>();
        lines.add(new Receiver("mail", message -> new Delivery.Refused("no mail here"), RateLimits.UNLIMITED));
        lines.add(channels.receiver(routes.all().getFirst(), "prometheus", RateLimits.DEFAULT));
        sender = new OutboxSender(journal, lines, clock, DeliveryListener.NONE);
        echo = channels.echo(journal, routes, clock);
        await().atMost(Duration.ofSeconds(30)).until(this::isReady);
        sender.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (sender != null) {
            sender.close();
            journal.close();
        }
        stopAlertmanager();
    }

    private Process startAlertmanager(int port) throws IOException {
        return new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=alertmanager.yml",
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("alertmanager.log").toFile()))
                .start();
    }

    private void stopAlertmanager() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anIncidentIsAnActiveAlertAndResolvedWhenItIsClosed() {
        Incident incident = open(1);
        await().untilAsserted(() -> assertThat(active()).hasSize(1));

        JsonNode alert = active().getFirst();
        assertThat(JSON.convertValue(alert.get("labels"), new TypeReference<Map<String, String>>() {}))
                .containsEntry("alertname", "DogwatchIncident")
                .containsEntry("host", "local")
                .containsEntry("target", "web")
                .containsEntry("severity", "critical")
                .containsEntry("check", "site")
                .containsEntry("cause", "unexpected-status")
                .doesNotContainKey("team");
        assertThat(Instant.parse(alert.get("startsAt").asText())).isEqualTo(incident.openedAt());

        close(incident);
        await().untilAsserted(() -> assertThat(active()).isEmpty());
        assertThat(journal.outbox(10))
                .allSatisfy(entry -> assertThat(entry.state()).isEqualTo("sent"));
    }

    @Test
    void anAlertmanagerThatHasForgottenEverythingIsToldAgain() throws Exception {
        Incident incident = open(1);
        await().untilAsserted(() -> assertThat(active()).hasSize(1));

        stopAlertmanager();
        process = startAlertmanager(server.getPort());
        await().atMost(Duration.ofSeconds(30)).until(this::isReady);
        assertThat(active()).isEmpty();
        echo.repeat();

        await().untilAsserted(() -> assertThat(active()).hasSize(1));
        assertThat(Instant.parse(active().getFirst().get("startsAt").asText())).isEqualTo(incident.openedAt());
    }

    @Test
    void anEchoMovesTheEndOfAnOpenAlertAndOpensNoClosedOneAgain() {
        Incident incident = open(1);
        await().untilAsserted(() -> assertThat(active()).hasSize(1));
        Instant first = Instant.parse(active().getFirst().get("endsAt").asText());

        echo.repeat();
        await().untilAsserted(() -> assertThat(
                        Instant.parse(active().getFirst().get("endsAt").asText()))
                .isAfter(first)
                .isAfter(clock.instant().plusSeconds(200)));

        close(incident);
        await().untilAsserted(() -> assertThat(active()).isEmpty());
        echo.repeat();
        assertThat(active()).isEmpty();
    }

    private Incident open(int ordinal) {
        Incident incident = new Incident(
                "local.web." + ordinal,
                WEB,
                "nginx:1.27",
                "",
                "shop",
                start.minusSeconds(20),
                start.truncatedTo(ChronoUnit.MILLIS),
                Notices.incident().failure(),
                Notices.incident().severity(),
                List.of(),
                0,
                true,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        decide(
                new Decision.OpenIncident(incident),
                new Decision.Notify(new Notice(Notice.Kind.OPENED, incident, 0, "It is being restarted now.")));
        journal.saveEvidence(incident.id(), "", new Evidence(start, List.of()));
        sender.nudge();
        return incident;
    }

    private void close(Incident incident) {
        Incident over = incident.withNotice().closed(clock.instant(), Reason.RECOVERED);
        decide(
                new Decision.CloseIncident(over),
                new Decision.Notify(new Notice(Notice.Kind.CLOSED, over, 1, "No action is needed.")));
        sender.nudge();
    }

    private void decide(Decision... decisions) {
        TargetState state = new TargetState(
                Phase.FAILING,
                Reason.CHECK_FAILED,
                start,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                start,
                true,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                TargetContext.PLAIN,
                PersistentState.EMPTY);
        journal.append(
                new Change(WEB, clock.instant(), state, new Verdict(state, List.of(decisions), Optional.empty())));
    }

    private boolean isReady() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(server.resolve("-/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<JsonNode> active() {
        try {
            String body = http.send(
                            HttpRequest.newBuilder(server.resolve("api/v2/alerts?active=true"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            List<JsonNode> alerts = new ArrayList<>();
            JSON.readTree(body).forEach(alerts::add);
            return alerts;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

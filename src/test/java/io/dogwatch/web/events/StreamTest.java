package io.dogwatch.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.TargetSketch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream over real sockets. */
class StreamTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final TargetId SEARCH = new TargetId("local", "search");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable PagesServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PagesServer(fleet, journal, InstantSource.system(), 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    @Test
    void aChangeReachesTheListenerImmediately() throws Exception {
        try (Listener listener = listen("", "Accept-Encoding", "gzip")) {
            assertThat(listener.header("Content-Type")).startsWith("text/event-stream");
            // Compressed, it would come in lumps.
            assertThat(listener.header("Content-Encoding")).isEmpty();
            assertThat(listener.next().kind()).isEqualTo("ready");

            long changed = System.nanoTime();
            turn("search", Phase.FAILING);
            Listener.Event event = listener.next();
            Duration took = Duration.ofNanos(System.nanoTime() - changed);

            assertThat(event.kind()).isEqualTo("target");
            assertThat(event.data().path("host").asText()).isEqualTo("local");
            assertThat(event.data().path("name").asText()).isEqualTo("search");
            assertThat(event.data().path("phase").asText()).isEqualTo("failing");
            assertThat(event.data().path("version").asLong()).isPositive();
            assertThat(took).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void whoComesBackHearsWhatItMissedAndNothingTwice() throws Exception {
        String last;
        try (Listener listener = listen("")) {
            listener.next("ready");
            turn("api", Phase.SUSPECT);
            last = listener.next("target").id();
        }
        turn("search", Phase.FAILING);
        turn("mailer", Phase.SUSPECT);
        try (Listener other = listen("")) {
            other.next("ready");
            turn("mailer", Phase.FAILING);
            other.until(event -> event.data().path("name").asText().equals("mailer"));
        }

        try (Listener listener = listen("", "Last-Event-ID", last)) {
            turn("agent", Phase.SUSPECT);
            List<Listener.Event> heard =
                    listener.until(event -> event.data().path("name").asText().equals("agent"));

            assertThat(heard.stream().map(event -> event.data().path("name").asText("")))
                    .containsExactlyInAnyOrder("", "search", "mailer", "agent");
            assertThat(heard.stream()
                            .filter(event -> event.data().path("name").asText().equals("mailer"))
                            .map(event -> event.data().path("phase").asText()))
                    .containsExactly("failing");
            assertThat(heard.stream().skip(1).map(Listener.Event::id)).doesNotHaveDuplicates();
        }
    }

    @Test
    void changesDuringPageLoadArriveWithTheStream() throws Exception {
        String page = server().get("/").body();
        turn("search", Phase.FAILING);

        Matcher stream = Pattern.compile("data-stream=\"/api/v1/stream(\\?from=[^\"]+)\"")
                .matcher(page);
        assertThat(stream.find()).as(page).isTrue();
        try (Listener listener = listen(stream.group(1))) {
            assertThat(listener.next().kind()).isEqualTo("ready");
            assertThat(listener.next("target").data().path("name").asText()).isEqualTo("search");
        }
    }

    @Test
    void aPositionOfAnotherRunCausesAFullReload() throws Exception {
        try (Listener listener = listen("", "Last-Event-ID", "somebody-17")) {
            assertThat(listener.next().kind()).isEqualTo("reset");
            turn("search", Phase.FAILING);
            assertThat(listener.next().kind()).isEqualTo("target");
        }
        try (Listener listener = listen("?from=" + feed().position())) {
            assertThat(listener.next().kind()).isEqualTo("ready");
        }
    }

    @Test
    void removalsHostsIncidentsMailsAndHoldsAreStreamed() throws Exception {
        try (Listener listener = listen("")) {
            listener.next("ready");

            fleet.targets = fleet.targets.stream()
                    .filter(view -> !view.watch().target().equals(SEARCH))
                    .toList();
            fleet.listeners.forEach(one -> one.gone(SEARCH));
            assertThat(listener.next("gone").data().path("name").asText()).isEqualTo("search");

            fleet.listeners.forEach(one -> one.hostChanged("local"));
            assertThat(listener.next("host").data().path("connected").asBoolean())
                    .isTrue();

            Incident incident = journal.incidents.getFirst();
            journal.listeners.forEach(one -> one.incidentChanged(incident.id()));
            assertThat(listener.next("incident").data().path("id").asText()).isEqualTo(incident.id());
            journal.listeners.forEach(one -> one.incidentChanged(incident.id()));
            assertThat(listener.next("incident").data().path("id").asText()).isEqualTo(incident.id());

            journal.listeners.forEach(one -> one.outboxChanged());
            assertThat(listener.next("mail").data().has("waiting")).isTrue();

            journal.listeners.forEach(one -> one.noted(new TargetId("local", "web")));
            assertThat(listener.next("fact").data().path("name").asText()).isEqualTo("web");

            server().send("PUT", "/api/v1/restarts-disabled", "{\"createdBy\": \"anna\"}");
            assertThat(listener.next("hold")
                            .data()
                            .path("stop")
                            .path("disabled")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whoAsksForOneTargetHearsOfNoOther() throws Exception {
        try (Listener listener = listen("?host=local&name=search")) {
            listener.next("ready");
            turn("api", Phase.SUSPECT);
            turn("search", Phase.FAILING);

            assertThat(listener.next().data().path("name").asText()).isEqualTo("search");
        }
        assertThat(server().get("/api/v1/stream?host=local").statusCode()).isEqualTo(400);
    }

    @Test
    void aStoreThatCannotBeReadIsAskedAgain() throws Exception {
        try (Listener listener = listen("")) {
            listener.next("ready");
            journal.broken = true;
            journal.listeners.forEach(one -> one.outboxChanged());
            turn("search", Phase.FAILING);
            listener.next("target");

            journal.broken = false;

            assertThat(listener.next().kind()).isEqualTo("mail");
        }
    }

    @Test
    void aSlowReaderIsDisconnectedWithoutDelayingOthers() throws Exception {
        List<TargetView> many = new ArrayList<>();
        try (Socket slow = new Socket();
                Listener quick = listen("")) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server().uri("/").getPort()));
            slow.getOutputStream()
                    .write("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> feed().listening() == 2);
            quick.next("ready");

            // Some megabytes: more than the kernel keeps for it.
            IntStream.range(0, 6000)
                    .forEach(number -> many.add(new TargetSketch("local", "t" + number, Instant.now())
                            .broken(io.dogwatch.model.Cause.MISSING, "x".repeat(1000))
                            .view()));
            fleet.targets = many;
            many.forEach(view ->
                    fleet.listeners.forEach(one -> one.judged(view.watch().target())));
            quick.until(event -> event.data().path("name").asText().equals("t5999"));

            await().atMost(Duration.ofSeconds(15)).until(() -> feed().listening() == 1);
            turn("t1", Phase.SUSPECT);
            quick.until(event -> event.data().path("name").asText().equals("t1"));
            // What was in the kernel's buffers can still be read, and then the connection is over.
            slow.setSoTimeout(10_000);
            assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(16 << 20);
        }
    }

    @Test
    void oneTooManyIsAskedToRetryLater() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int number = 0; number < EventBroadcaster.Settings.DEFAULT.maxSubscribers(); number++) {
                listeners.add(listen(""));
                assertThat(listeners.getLast().status()).isEqualTo(200);
            }

            var refused = server().get("/api/v1/stream");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
            // Streams hold none of the web server's threads: it still answers.
            assertThat(server().get("/api/v1/targets").statusCode()).isEqualTo(200);

            listeners.removeFirst().close();
            // The kernel takes what is written first after the other side has gone.
            await().until(() -> {
                turn("search", feed().position().endsWith("1") ? Phase.SUSPECT : Phase.FAILING);
                return feed().listening() < EventBroadcaster.Settings.DEFAULT.maxSubscribers();
            });
        } finally {
            listeners.forEach(Listener::close);
        }
    }

    @Test
    void streamsEndWithTheServer() throws Exception {
        try (Listener listener = listen("")) {
            listener.next("ready");
            long began = System.nanoTime();

            server().close();

            assertThat(listener.next().kind()).isEqualTo("end");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
        server = new PagesServer(fleet, journal, InstantSource.system(), 0);
    }

    @Test
    void onlyToLookAtItsHeadOpensNoStream() throws Exception {
        assertThat(server().send("HEAD", "/api/v1/stream", "").statusCode()).isEqualTo(200);
        assertThat(feed().listening()).isZero();
    }

    private void turn(String name, Phase phase) {
        TargetId id = new TargetId("local", name);
        fleet.targets = fleet.targets.stream()
                .map(view -> view.watch().target().equals(id)
                        ? new TargetSketch("local", name, Instant.now())
                                .in(phase, Reason.BELOW_THRESHOLD, Duration.ofSeconds(1))
                                .view()
                        : view)
                .toList();
        fleet.listeners.forEach(one -> one.judged(id));
    }

    private Listener listen(String query, String... headers) throws Exception {
        return new Listener(server().uri("/api/v1/stream" + query), headers);
    }

    private EventBroadcaster feed() {
        return (EventBroadcaster) fleet.listeners.getLast();
    }

    private PagesServer server() {
        return Objects.requireNonNull(server);
    }
}

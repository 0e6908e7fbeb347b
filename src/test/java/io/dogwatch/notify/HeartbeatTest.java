package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile List<String> troubles = List.of();
    private HttpServer watcher;
    private Heartbeat heartbeat;

    @BeforeEach
    void start() throws IOException {
        watcher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        watcher.createContext("/", exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        watcher.start();
        URI url = URI.create("http://127.0.0.1:" + watcher.getAddress().getPort() + "/ping/abc");
        heartbeat = new Heartbeat(new HeartbeatSettings(url, HeartbeatSettings.INTERVAL), () -> troubles, () -> NOW);
    }

    @AfterEach
    void stop() {
        watcher.stop(0);
    }

    @Test
    void whileAllIsWellTheWatcherHearsOfIt() {
        heartbeat.beat();

        assertThat(heard).containsExactly("POST /ping/abc");
        assertThat(heartbeat.lastSuccess()).contains(NOW);
    }

    @Test
    void whatDoesNotWorkIsSilence() {
        troubles = List.of("store: disk full");
        heartbeat.beat();
        assertThat(heard).isEmpty();

        troubles = List.of();
        heartbeat.beat();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aWatcherThatFailsOrIsGoneIsNoTroubleOfOurs() {
        answer = 500;
        heartbeat.beat();
        assertThat(heartbeat.lastSuccess()).isEmpty();

        watcher.stop(0);
        heartbeat.beat();
        assertThat(heartbeat.lastSuccess()).isEmpty();
    }
}

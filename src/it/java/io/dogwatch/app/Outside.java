package io.dogwatch.app;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.dogwatch.metrics.Scrapes;
import io.dogwatch.notify.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * What stands around Dogwatch in the story of {@link PrometheusIT}: a taker of heartbeats, a site whose certificate
 * expires in two days, and another Dogwatch, of which there is only a scrape in which everything has happened.
 */
final class Outside implements AutoCloseable {

    private final HttpServer plain;
    private final HttpsServer secure;

    private Outside(HttpServer plain, HttpsServer secure) {
        this.plain = plain;
        this.secure = secure;
    }

    static Outside open(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        HttpServer plain = HttpServer.create(loopback(), 0);
        answer(plain, "/beat", "thanks");
        answer(plain, "/metrics", Scrapes.ofEverything());
        HttpsServer secure = HttpsServer.create(loopback(), 0);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.forHost(folder, "shop").context()));
        answer(secure, "/", "hello");
        plain.start();
        secure.start();
        return new Outside(plain, secure);
    }

    /** Takes heartbeats at {@code /beat}, and is scraped at {@code /metrics}. */
    int port() {
        return plain.getAddress().getPort();
    }

    int securePort() {
        return secure.getAddress().getPort();
    }

    @Override
    public void close() {
        plain.stop(0);
        secure.stop(0);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void answer(HttpServer server, String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}

package io.dogwatch.probe;

import static io.dogwatch.probe.HttpProberTest.assertTimedOut;
import static io.dogwatch.probe.HttpProberTest.assertUnhealthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.HttpCheck.Redirects;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RedirectsTest {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final Probes probes =
            new Probes(new Addresses(new NetworkVantage.SameMachine(), id -> Optional.empty()), LocalProber.BLIND);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void aRedirectIsJudgedAsTheAnswerWhereNoneIsFollowed() throws IOException {
        try (RawServer server = redirecting("/elsewhere")) {
            Checks check = Checks.http(server.port()).redirects(Redirects.NONE);

            assertThat(probe(check).outcome()).isInstanceOf(Outcome.Healthy.class);
            assertUnhealthy(probe(check.statuses("200")), Cause.UNEXPECTED_STATUS, "302 (allowed: 200)");
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void aRedirectToTheSameServerUsesASeparateConnection() throws IOException {
        try (RawServer server = redirecting("../login?from=%2F")) {
            assertThat(probe(Checks.http(server.port())
                                    .request("GET", "/a/b", Map.of("Host", "shop.example", "Cookie", "x=y"))
                                    .statuses("200"))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertThat(asked.getLast())
                    .startsWith("GET /login?from=%2F HTTP/1.1\r\n")
                    .contains("Host: shop.example\r\n", "Cookie: x=y\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:PORT/",
                "http://127.0.0.1:1/",
                "http://example.com/",
                "//example.com/",
                "ftp://127.0.0.1:PORT/",
                "http://",
                "http://[/",
                "not a location",
                "mailto:dog@example.com",
                "http://127.0.0.1.example.com:PORT/",
                "http://user@example.com@127.0.0.1:PORT/"
            })
    void aRedirectAwayOrToNowhereIsJudgedAsTheAnswer(String location) throws IOException {
        try (RawServer server = redirecting(location)) {
            assertUnhealthy(
                    probe(Checks.http(server.port()).statuses("200")), Cause.UNEXPECTED_STATUS, "302 (allowed: 200)");
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void fiveRedirectsAreFollowedAndASixthIsALoop() throws IOException {
        try (RawServer five = RawServer.start(socket -> {
                    String head = RawServer.readHead(socket);
                    int step = Integer.parseInt(head.substring("GET /".length(), "GET /".length() + 1));
                    RawServer.write(
                            socket, step == 5 ? FINE : "HTTP/1.1 302 x\r\nLocation: /" + (step + 1) + "\r\n\r\n");
                });
                RawServer loop = redirecting("/again")) {
            assertThat(probe(Checks.http(five.port())
                                    .request("GET", "/0", Map.of())
                                    .statuses("200"))
                            .outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertUnhealthy(
                    probe(Checks.http(loop.port())),
                    Cause.UNEXPECTED_ANSWER,
                    "redirected to http://127.0.0.1:" + loop.port()
                            + "/again: it redirects more than 5 times, last to" + " http://127.0.0.1:" + loop.port()
                            + "/again");
            assertThat(asked).hasSize(6);
        }
    }

    @Test
    void elsewhereIsAskedOnlyWhereThatIsAllowedAndLearnsNoSecret() throws IOException {
        try (RawServer other = RawServer.start(socket -> {
                    asked.add(RawServer.readHead(socket));
                    RawServer.write(socket, FINE);
                });
                RawServer server = redirecting("http://localhost:" + other.port() + "/there")) {
            HttpCheck check = Checks.http(server.port())
                    .redirects(Redirects.ANY)
                    .statuses("200")
                    .check();
            HttpCheck secret = check.with(new HttpCheck.Request(
                    "GET",
                    "/",
                    Map.of("cookie", "a=b", "X-Own", "c"),
                    "",
                    Optional.of(new HttpCheck.Credentials.Bearer("t0ken"))));

            assertThat(probes.probe(secret, Containers.onThisMachine()).outcome())
                    .isInstanceOf(Outcome.Healthy.class);
            assertThat(asked.getFirst()).contains("Authorization: Bearer t0ken", "cookie: a=b");
            assertThat(asked.getLast())
                    .startsWith("GET /there HTTP/1.1\r\nHost: localhost:" + other.port())
                    .contains("X-Own: c")
                    .doesNotContain("t0ken", "a=b");
        }
    }

    @Test
    void anUnknownNameIsInconclusiveForTheTarget() throws IOException {
        try (RawServer server = redirecting("http://nowhere.invalid/")) {
            HttpProberTest.assertInconclusive(probe(Checks.http(server.port()).redirects(Redirects.ANY)));
        }
    }

    @Test
    void allRedirectsTogetherHaveOneDeadline() throws IOException {
        try (RawServer silent = RawServer.silent();
                RawServer server = redirecting("http://127.0.0.1:" + silent.port() + "/")) {
            assertTimedOut(
                    probe(Checks.http(server.port()).redirects(Redirects.ANY).timeout(Duration.ofMillis(400))),
                    "redirected to http://127.0.0.1:[0-9]+/: no response within 400 ms .*");
        }
    }

    @Test
    void afterAPostWithoutAnotherWordTheNextIsAGet() throws IOException {
        try (RawServer server = redirecting("/done")) {
            HttpCheck check = Checks.http(server.port()).statuses("200").check();
            probes.probe(
                    check.with(new HttpCheck.Request("POST", "/", Map.of(), "é", Optional.empty())),
                    Containers.onThisMachine());

            assertThat(asked.getFirst()).startsWith("POST / ").contains("Content-Length: 2\r\n");
            assertThat(asked.getLast()).startsWith("GET /done ").doesNotContain("Content-Length");
        }
    }

    /** Redirects all but those that ask for a page to be redirected to. */
    private RawServer redirecting(String location) throws IOException {
        return RawServer.start(socket -> {
            String head = RawServer.readHead(socket);
            boolean isTarget = head.contains(" /login") || head.contains(" /done");
            asked.add(head);
            RawServer.write(
                    socket,
                    !isTarget
                            ? "HTTP/1.1 302 Found\r\nLocation: "
                                    + location.replace("PORT", Integer.toString(socket.getLocalPort()))
                                    + "\r\nContent-Length: 0\r\n\r\n"
                            : FINE);
        });
    }

    private Attempt probe(Checks checks) {
        return probes.probe(checks.check(), Containers.onThisMachine());
    }
}

package io.dogwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.containerstats.Listener;
import io.dogwatch.containerstats.Listeners;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ListenCheck.Protocol;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.TargetSketch;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String HOSTILE = "x\"'><script>alert(1)<script>\u202Eevil\u001B[31m";

    private final FakeFleet fleet = new FakeFleet();
    private final FakeJournal journal = Kennel.journal(Kennel.fleet(NOW), NOW);
    private @Nullable PagesServer running;

    @BeforeAll
    void start() throws Exception {
        running = new PagesServer(fleet, journal, InstantSource.fixed(NOW), 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    @BeforeEach
    void twelveTargets() {
        FakeFleet kennel = Kennel.fleet(NOW);
        fleet.targets = kennel.targets;
        fleet.hosts = kennel.hosts;
        fleet.glimpses = kennel.glimpses;
        journal.broken = false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/targets/local/web",
                "/targets/local/nobody",
                "/incidents",
                "/incidents/local.web.3",
                "/notifications",
                "/no/such/page",
                "/api/v1/targets",
                "/api/v1/nothing",
                "/metrics",
                "/assets/dogwatch.css",
                "/assets/../config.yml"
            })
    void everyAnswerForbidsScriptsAndSourcesFromElsewhere(String path) throws Exception {
        HttpResponse<String> answer = server().get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'")
                        .contains("frame-ancestors 'none'", "form-action 'self'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @Test
    void theOverviewShowsTheWorstFirst() throws Exception {
        List<String> names = StreamSupport.stream(json("/api/v1/targets").spliterator(), false)
                .map(target -> target.get("name").asText())
                .toList();

        assertThat(names)
                .containsExactly(
                        "billing-worker",
                        "backup",
                        "web",
                        "redis",
                        "search",
                        "importer",
                        "old-wiki",
                        "staging-db",
                        "agent",
                        "api",
                        "grafana",
                        "mailer");
    }

    @Test
    void theOverviewSaysWhatIsBrokenAndWhatWasDone() throws Exception {
        String page = server().get("/").body();

        assertThat(page)
                .contains("(5) Dogwatch", "http site: no response within 3 s", "restarted twice (limit: 5 in 30 min)")
                .contains("manual investigation is needed", "dogwatch.check.ui.http.prot")
                .contains("127.0.0.1:8080-&gt;80/tcp", "exited (137)", "1 waiting, 1 permanently failed");
    }

    @Test
    void hostileNamesLabelsImagesAndDetailsStayText() throws Exception {
        // Jetty itself refuses a path with a control character; Docker gives no container such a name.
        String name = HOSTILE.replace("\u001B", "");
        fleet.targets = List.of(new TargetSketch("local", name, NOW)
                .image(HOSTILE, HOSTILE)
                .faults(HOSTILE)
                .fails(HOSTILE, 80, 3, Cause.UNEXPECTED_BODY, HOSTILE)
                .in(Phase.FAILING, Reason.CHECK_FAILED, Duration.ofSeconds(3))
                .incident(1)
                .view());

        for (String path : List.of("/", "/targets/local/" + encoded(name))) {
            HttpResponse<String> answer = server().get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("&lt;script&gt;alert(1)&lt;script&gt;")
                    .doesNotContain("<script>alert", "\u202E", "\u001B", "'><", "\"><script");
        }
    }

    @Test
    void hostileTextFromInsideStaysText() throws Exception {
        String name = HOSTILE.replace("\u001B", "");
        TargetSketch sketch =
                new TargetSketch("local", name, NOW).port(80, 8080).log(2L << 30, 0, Duration.ofDays(9));
        fleet.targets = List.of(sketch.view());
        List<Listener> sockets = List.of(new Listener(Protocol.TCP, HOSTILE, 80, Listener.Reach.ADDRESS));
        TargetId id = new TargetId("local", name);

        fleet.glimpses = Map.of(id, sketch.glimpse(new Listeners(sockets, Listeners.Whose.NAMESPACE, true)));
        String seen = server().get("/targets/local/" + encoded(name)).body();
        fleet.glimpses = Map.of(id, sketch.blind(HOSTILE));
        String blind = server().get("/targets/local/" + encoded(name)).body();

        assertThat(seen).contains("listens on one address only");
        assertThat(blind).contains("Not available: ");
        assertThat(server().get("/").body()).contains("1 log has no size limit");
        for (String page : List.of(seen, blind, server().get("/").body())) {
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;script&gt;")
                    .doesNotContain("<script>alert", "\u202E", "\u001B", "'><", "\"><script");
        }
    }

    @Test
    void theTargetPageListsUnreachablePorts() throws Exception {
        assertThat(server().get("/targets/local/web").body())
                .contains("published, but nothing listens", "published, but only on loopback: bind it to 0.0.0.0")
                .contains("exposed, but nothing listens", "listens on all interfaces", "Docker&#39;s DNS server")
                .contains("243MiB of 512MiB (47%)", "3% of 1.5 processors (quota)", "12, no container limit")
                .contains("json-file: takes 12MiB, grows by 64KiB an hour");
    }

    @Test
    void aTargetsPageSaysWhyNothingIsSeenInsideAndWhatWouldAllowIt() throws Exception {
        assertThat(server().get("/targets/local/mailer").body())
                .contains("Not available: the host&#39;s /proc is not visible");
        assertThat(server().get("/targets/local/backup").body())
                .contains("Not available: the container does not exist.");
    }

    @Test
    void theOverviewNamesTheLogsThatGrowWithoutBound() throws Exception {
        assertThat(server().get("/").body())
                .contains("1 log has no size limit", "--log-opt max-size=10m --log-opt max-file=3")
                .contains("takes 3.2GiB, grows by 210MiB an hour, fills its disk in 5 d 4 h at this rate");
        assertThat(json("/api/v1/hosts").get(0).get("logConcerns")).isEqualTo(new ObjectMapper().readTree("""
                [{"host":"local","target":"api","sizeBytes":3435973837,
                "summary":"takes 3.2GiB, grows by 210MiB an hour, fills its disk in 5 d 4 h at this rate"}]"""));
    }

    @Test
    void insightKeepsItsShape() throws Exception {
        JsonNode web = json("/api/v1/targets/local/web/insight");

        assertThat(fields(web))
                .containsExactly(
                        "host",
                        "name",
                        "error",
                        "socketOwner",
                        "ports",
                        "portsLeftOut",
                        "portsWhole",
                        "portsHidden",
                        "usage",
                        "usageHidden",
                        "log");
        assertThat(web.get("ports").get(1)).isEqualTo(new ObjectMapper().readTree("""
                {"port":443,"protocol":"tcp","published":["127.0.0.1:8443"],"exposed":true,"sockets":["127.0.0.1:443"],
                "status":"loopback-only","summary":"published, but only on loopback: bind it to 0.0.0.0",
                "unreachable":true}"""));
        assertThat(web.get("usage").get("cpuShare").asDouble()).isEqualTo(0.031);
        assertThat(fields(web.get("log")))
                .containsExactly(
                        "driver",
                        "sizeBytes",
                        "limitBytes",
                        "writtenBytes",
                        "watchedSeconds",
                        "growthBytesPerHour",
                        "freeBytes",
                        "diskFullInSeconds",
                        "unbounded",
                        "concern",
                        "summary",
                        "advice");
        assertThat(server().get("/api/v1/targets/local/nobody/insight").statusCode())
                .isEqualTo(404);
    }

    @Test
    void evidenceStaysText() throws Exception {
        assertThat(server().get("/incidents/local.web.3").body())
                .contains("signal 9 &lt;script&gt;alert(1)&lt;/script&gt;", "<summary>log.txt")
                .doesNotContain("<script>alert");
    }

    @Test
    void anUnreachableEngineIsTheFirstThingSaid() throws Exception {
        fleet.hosts = List.of(Kennel.lost("local", NOW));

        assertThat(server().get("/").body())
                .contains(
                        "The Docker engine local does not respond", "is the Docker engine running?", "role=\"alert\"");
    }

    @Test
    void anEmptyFleetSaysHowToBegin() throws Exception {
        fleet.targets = List.of();

        assertThat(server().get("/").body()).contains("No containers found yet on local.", "dogwatch.enable=true");
    }

    @Test
    void aBrokenStoreLeavesTheOverviewStandingAndSaysSo() throws Exception {
        journal.broken = true;

        assertThat(server().get("/").body()).contains("cannot read the store");
        assertThat(server().get("/incidents").statusCode()).isEqualTo(503);
        assertThat(server().get("/api/v1/incidents").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void anUnknownPageIsASmallHtmlPage() throws Exception {
        HttpResponse<String> answer = server().get("/no/such/page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Page not found.").hasSizeLessThan(2000);
    }

    @Test
    void anUnknownTargetIsAProblemInTheApi() throws Exception {
        HttpResponse<String> answer = server().get("/api/v1/targets/local/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).isEqualTo("""
                        {"type":"about:blank","title":"Not Found","status":404,\
                        "detail":"unknown target nobody on local"}""");
    }

    @Test
    void aTargetsJsonKeepsItsShape() throws Exception {
        JsonNode web = json("/api/v1/targets/local/web");

        assertThat(fields(web))
                .containsExactly(
                        "host",
                        "name",
                        "phase",
                        "reason",
                        "reasonMeaning",
                        "since",
                        "failure",
                        "source",
                        "required",
                        "engineReachable",
                        "restartsInWindow",
                        "lastRestartAt",
                        "quarantinedUntil",
                        "incident",
                        "incidentRestarts",
                        "container",
                        "log",
                        "logRead",
                        "checks",
                        "policy",
                        "labelFaults",
                        "held");
        assertThat(fields(web.get("container")))
                .containsExactly(
                        "id",
                        "image",
                        "command",
                        "createdAt",
                        "status",
                        "startedAt",
                        "finishedAt",
                        "exitCode",
                        "outOfMemory",
                        "health",
                        "restartPolicy",
                        "engineRestarts",
                        "stopTimeoutSeconds",
                        "ports",
                        "networkMode",
                        "addresses",
                        "logDriver",
                        "logUnbounded");
        assertThat(web.get("checks").get(2)).isEqualTo(new ObjectMapper().readTree("""
                                        {"name":"site","kind":"http","condition":"GET http://…:80/ answers 200-399",
                                        "outcome":"unhealthy","cause":"timed-out","detail":"no response within 3 s",
                                        "failures":4,"failureThreshold":3,"successes":0,"successThreshold":1,
                                        "failing":true,"failingSince":"2026-11-24T06:12:05Z","latencySeconds":3.0,
                                        "lastProbeAt":"2026-11-24T06:12:26Z","address":"172.17.0.4:80",
                                        "intervalSeconds":10.0,"timeoutSeconds":3.0}"""));
        assertThat(web.get("since").asText()).isEqualTo("2026-11-24T06:12:08Z");
        assertThat(web.get("phase").asText()).isEqualTo("backing-off");
    }

    @Test
    void incidentsAndHostsKeepTheirShapes() throws Exception {
        assertThat(fields(json("/api/v1/incidents").get(0)))
                .containsExactly(
                        "id",
                        "host",
                        "target",
                        "image",
                        "open",
                        "check",
                        "kind",
                        "cause",
                        "failure",
                        "failingSince",
                        "openedAt",
                        "closedAt",
                        "outcome",
                        "outcomeMeaning",
                        "restarts",
                        "acting",
                        "detectionSeconds",
                        "durationSeconds");
        JsonNode incident = json("/api/v1/incidents/local.web.3");
        assertThat(fields(incident)).contains("id", "durationSeconds", "timeline", "evidence");
        assertThat(incident.get("timeline")).hasSize(6);
        assertThat(fields(incident.get("evidence").get(0).get("files").get(0)))
                .containsExactly("name", "text", "complete");
        assertThat(fields(json("/api/v1/hosts").get(0)))
                .containsExactly(
                        "host",
                        "endpoint",
                        "connected",
                        "since",
                        "error",
                        "engineVersion",
                        "apiVersion",
                        "breaker",
                        "eventGaps",
                        "events",
                        "logConcerns");
    }

    @Test
    void aHostSaysWhyItsRestartsAreHeld() throws Exception {
        fleet.hosts = List.of(Kennel.lost("local", NOW));

        JsonNode breaker = json("/api/v1/hosts").get(0).get("breaker");

        assertThat(breaker.get("state").asText()).isEqualTo("half-open");
        assertThat(breaker.get("summary").asText()).isEqualTo("3 of 9 targets are failing together");
        assertThat(breaker.get("targets")).extracting(JsonNode::asText).containsExactly("db", "web", "shop");
        assertThat(breaker.get("probe").asText()).isEqualTo("db");
    }

    @Test
    void assetsAreCachedIndefinitelyUnderTheirHash() throws Exception {
        HttpResponse<String> answer = server().get(Assets.SHIPPED.link("dogwatch.css"));

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(server().get(
                                "/assets/dogwatch.css",
                                "If-None-Match",
                                answer.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        assertThat(server().get("/assets/package-info.class").statusCode()).isEqualTo(404);
    }

    @Test
    void scrapesAreOpenMetricsWhereAskedForAndNeverCached() throws Exception {
        HttpResponse<String> text = server().get("/metrics");
        HttpResponse<String> open =
                server().get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");

        assertThat(text.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(text.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(open.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text; version=1.0.0"));
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(server().get("/metrics", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(server().get(path).body());
    }

    private static Stream<String> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

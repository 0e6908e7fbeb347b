package io.dogwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.Showcase;
import io.dogwatch.web.TargetSketch;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
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
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on which page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    private final FakeFleet fleet = new FakeFleet();
    private final FakeJournal journal = Kennel.journal(Kennel.fleet(NOW), NOW);
    private @Nullable PagesServer running;

    @BeforeAll
    void start() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        running = new PagesServer(fleet, journal, PagesServer.holdsNothing(clock), Showcase.sources(NOW), clock, 0);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    @BeforeEach
    void kennel() {
        FakeFleet kennel = Kennel.fleet(NOW);
        journal.broken = false;
        journal.acknowledgements.clear();
        fleet.targets = kennel.targets;
        fleet.hosts = kennel.hosts;
        fleet.vitals = kennel.vitals;
        fleet.glimpses = kennel.glimpses;
        fleet.outcomeHistories = kennel.outcomeHistories;
        fleet.logs = kennel.logs;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/targets/local/web",
                "/targets/local/backup",
                "/targets/local/web/log",
                "/incidents",
                "/incidents/local.web.3",
                "/silences",
                "/hosts",
                "/notifications",
                "/notifications/a.eml",
                "/audit",
                "/about",
                "/status",
                "/acts/silence"
            })
    void everyScreenIsOneDocumentWithoutInlineScriptOrStyle(String path) throws Exception {
        HttpResponse<String> answer = server().get(path);
        String page = answer.body();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page).contains("<html lang=\"en\"", "<main id=\"main\"", "</html>");
        assertThat(page).doesNotContain("<style", " style=\"", " onclick", "javascript:", "http-equiv=\"Content-Sec");
        assertThat(Pattern.compile("<script(?! src=\"/assets/)").matcher(page).find())
                .isFalse();
        assertThat(Pattern.compile("(src|href)=\"(https?:)?//").matcher(page).find())
                .isFalse();
        assertThat(count(page, "<h1")).isEqualTo(1);
        assertThat(duplicateIds(page)).isEmpty();
    }

    @Test
    void everyAssetOfAPageIsServedWithUnlimitedCaching() throws Exception {
        Matcher assets = Pattern.compile("[\" ](/assets/[^\" ]+)")
                .matcher(server().get("/targets/local/web").body());
        int found = 0;
        while (assets.find()) {
            HttpResponse<String> asset = server().get(assets.group(1));
            assertThat(asset.statusCode()).as(assets.group(1)).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            found++;
        }
        assertThat(found).isGreaterThan(7);
    }

    @Test
    void theOverviewSaysWhatIsLeftToDo() throws Exception {
        assertThat(server().get("/").body())
                .contains("5 of 12 containers need attention")
                .contains("Find and fix the cause, then release the container.")
                .contains("Recreate the container, or remove it from the rule that requires it.")
                .contains("Nothing: a restart is in progress.")
                .contains("Correct the label. Until then, Dogwatch only observes the container.");
    }

    @Test
    void whenAllIsWellTheOverviewSaysSo() throws Exception {
        fleet.targets = List.of(new TargetSketch("local", "web", NOW).view());

        assertThat(server().get("/").body())
                .contains("The only container is healthy")
                .doesNotContain("Needs attention");
    }

    @Test
    void aRefusedConfigurationIsSaidWithItsFaultsAndWhatWaitsForTheNextStart() throws Exception {
        assertThat(server().get("/about").body())
                .contains("The configuration is invalid", "2 min ago", "40s is longer than interval 30s")
                .contains("Needs a restart:</b> <code>server</code>, <code>store.dataDir</code>")
                .contains("<dt>Loaded</dt><dd><time datetime=\"2026-11-24T01:12:30Z\"")
                .doesNotContain("it matches the file");
        assertThat(server().get("/").body()).contains("the <a href=\"/about\">configuration file</a> is invalid");
    }

    @Test
    void aPossibleFailureIsNotNotified() throws Exception {
        fleet.targets = List.of(
                new TargetSketch("local", "web", NOW)
                        .fails("site", 80, 1, Cause.TIMED_OUT, "no response within 3 s")
                        .in(Phase.SUSPECT, Reason.BELOW_THRESHOLD, Duration.ofSeconds(3))
                        .view(),
                new TargetSketch("local", "api", NOW).view());

        assertThat(server().get("/").body())
                .contains("All 2 containers are healthy", "1 of 3 timed out")
                .doesNotContain("Needs attention", "class=\"trouble ");
    }

    @Test
    void theAcknowledgerIsNamedAndTheButtonDisappears() throws Exception {
        String acknowledge = "/acts/ack?incident=local.web.3";
        assertThat(server().get("/").body()).contains(acknowledge).doesNotContain("Acknowledged by");

        journal.acknowledge(new Acknowledgement("local.web.3", NOW, "anna <b>", "on it"));

        assertThat(server().get("/").body())
                .contains("<dt>Acknowledged by</dt><dd>anna &lt;b&gt;</dd>")
                .doesNotContain(acknowledge);
        journal.broken = true;
        assertThat(server().get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void ofManyContainersThePageHoldsTheFirstAndThePartsHoldAll() throws Exception {
        fleet.targets = IntStream.range(0, 450)
                .mapToObj(number -> new TargetSketch("local", "t" + number, NOW).view())
                .toList();

        String page = server().get("/").body();

        assertThat(rows("/")).hasSize(60);
        assertThat(page).contains("data-total=\"450\"", "<noscript><p><a href=\"/?rows=all", "Show all 450");
        assertThat(rows("/?rows=all")).hasSize(450);
        assertThat(rows("/?q=t44")).hasSize(11);
        List<String> filled = new ArrayList<>();
        List<String> part = rows("/parts/overview?after=");
        while (!part.isEmpty()) {
            filled.addAll(part);
            part = rows("/parts/overview?after=" + Row.id("local", filled.getLast()));
        }
        assertThat(filled).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void everyPhaseCanBeChosenTheWorstFirst() throws Exception {
        String choice = server().get("/").body().replaceFirst("(?s).*<select id=\"filter-phase\"", "");

        List<String> words = Pattern.compile("<option value=\"([^\"]+)\"")
                .matcher(choice.substring(0, choice.indexOf("</select>")))
                .results()
                .map(option -> option.group(1))
                .toList();

        assertThat(words)
                .startsWith("quarantined", "missing", "failing")
                .endsWith("healthy")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Phase.values()).map(Phase::wireName).toList());
    }

    @Test
    void theOverviewFiltersWithoutJavaScript() throws Exception {
        assertThat(rows("/?q=label:team=web"))
                .containsExactlyInAnyOrder("web", "redis", "search", "agent", "api", "mailer");
        assertThat(rows("/?phase=quarantined")).containsExactly("billing-worker");
        assertThat(rows("/?project=finance&q=importer")).containsExactly("importer");
        assertThat(rows("/?q=image:nginx%20project:shop")).containsExactly("web");
        assertThat(rows("/?q=nothing-like-this")).isEmpty();
        assertThat(server().get("/?q=nothing-like-this").body()).contains("No matching containers.");
    }

    @Test
    void theOverviewGroupsByComposeProjectTheWorstFirst() throws Exception {
        String page = server().get("/?group=project").body();

        Matcher groups = Pattern.compile("data-group=\"([^\"]*)\"").matcher(page);
        StringBuilder order = new StringBuilder();
        while (groups.find()) {
            order.append(groups.group(1)).append(';');
        }
        assertThat(order.toString()).isEqualTo("finance;;shop;");
    }

    @Test
    void groupedTheRowsThatDoNotFitAreThereAndHidden() throws Exception {
        String page = server().get("/?group=project&q=importer").body();

        assertThat(page)
                .contains(
                        "<tr id=\"tlocal-2f-importer\" role",
                        "<tr id=\"tlocal-2f-web\" hidden",
                        "data-group=\"shop\" hidden")
                .contains("1 of 12");
    }

    @Test
    void partsHoldOnlyTheRowsThatAreAskedFor() throws Exception {
        String parts = server().get("/parts/overview?row=tlocal-2f-web&row=tlocal-2f-gone")
                .body();

        assertThat(parts).contains("id=\"top\"", "id=\"tlocal-2f-web\"").doesNotContain("id=\"tlocal-2f-api\"");
    }

    @Test
    void latenciesAndAvailabilityAreDrawn() throws Exception {
        String page = server().get("/").body();

        assertThat(page)
                .contains("class=\"spark\"", "aria-label=\"site: 3 s now, 3 s at most in the last 40, 4 failed\"");
        assertThat(page).contains("in the last 24 hours", "30 d ");
        assertThat(server().get("/targets/local/web").body())
                .contains("data-recent=\"[[", "Outcomes of the last 24 hours", "class=\"unhealthy\"");
    }

    @Test
    void theLogIsShownWithItsMarkersAsText() throws Exception {
        String page = server().get("/targets/local/web/log").body();

        assertThat(page)
                .contains("heartbeat of requests", "failure of errors", "class=\"stderr marked failure\"")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "\u001B", "\u202E");
        assertThat(server().get("/targets/local/web").body()).contains("data-log=\"/targets/local/web/log\"");
        assertThat(server().get("/targets/local/mailer/log").body()).contains("The log is empty.");
    }

    @Test
    void aBrokenStoreLeavesTheTargetsPageStanding() throws Exception {
        journal.broken = true;
        try {
            assertThat(server().get("/targets/local/web").body())
                    .contains("Cannot read the store", "no response within 3 s");
        } finally {
            journal.broken = false;
        }
    }

    @Test
    void incidentsAreSearched() throws Exception {
        assertThat(server().get("/incidents?target=redis").body())
                .contains("local.redis.1")
                .doesNotContain("local.web.3");
        assertThat(server().get("/incidents?text=nothing-like-this").body()).contains("No matching incidents.");
        assertThat(server().get("/incidents?from=whenever").body()).contains("Invalid search:", "whenever");
    }

    @Test
    void theHostsPageDrawsWhoNeedsWhom() throws Exception {
        assertThat(server().get("/hosts").body())
                .contains(
                        "agent depends on web",
                        "api depends on redis",
                        "web is failing",
                        "closed",
                        "4812 events received, last")
                .contains("<svg class=\"graph\"");
    }

    @Test
    void aMailIsReadInPlaceAndStaysText() throws Exception {
        assertThat(server().get("/notifications").body()).contains("/notifications/a.eml", "/var/lib/dogwatch/maildir");
        assertThat(server().get("/notifications/a.eml").body())
                .contains("Dogwatch restarts it now.", "&lt;script&gt;alert(1)&lt;/script&gt;", "changes.txt");
        assertThat(server().get("/notifications/..%2fconfig.yml").statusCode()).isIn(400, 404);
        assertThat(server().get("/notifications/nothing.eml").statusCode()).isEqualTo(404);
    }

    @Test
    void theStatusPageSaysOfTheChosenWhetherTheyWorkAndNothingElse() throws Exception {
        String page = server().get("/status").body();

        assertThat(page)
                .contains("Shop status", ">web<", ">api<", ">mailer<", ">search<", "1 service is down", "24 hours:");
        assertThat(page)
                .doesNotContain(
                        "billing",
                        "redis",
                        "nginx",
                        "local",
                        "172.17",
                        "timed out",
                        "no response",
                        "quarantine",
                        "/targets/")
                .doesNotContain("backing", "127.0.0.1");
    }

    @Test
    void withoutConfigurationThereIsNoStatusPage() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        try (PagesServer plain = new PagesServer(fleet, journal, clock, 0)) {
            assertThat(plain.get("/status").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void twoHundredContainersAreFewerThanAHundredKilobytesInAll() throws Exception {
        fleet.targets = Showcase.crowd(fleet, 200, NOW);
        String page = server().get("/").body();
        int bytes = zipped(page);
        Matcher assets = Pattern.compile("[\" ](/assets/[^\" ]+)").matcher(page);
        while (assets.find()) {
            bytes += zipped(server().get(assets.group(1)).body());
        }

        assertThat(bytes).isLessThan(100_000);
    }

    private List<String> rows(String path) throws Exception {
        return Pattern.compile("<a class=\"name\"[^>]*>([^<]*)<")
                .matcher(server().get(path).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> duplicateIds(String page) {
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        return ids.stream()
                .filter(id -> ids.indexOf(id) != ids.lastIndexOf(id))
                .distinct()
                .toList();
    }

    private static int count(String page, String what) {
        return page.split(what, -1).length - 1;
    }

    private static int zipped(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }
}

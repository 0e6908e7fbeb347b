package io.dogwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.SignedLinks.Purpose;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.FakeJournal;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person finds who follows a link in a mail. */
class LinkTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final String OPEN = "local.web.3";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @TempDir
    private Path folder;

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final FakeJournal journal = Kennel.journal(fleet, NOW);
    private @Nullable SilenceRegistry book;
    private @Nullable PagesServer running;

    private SilenceRegistry holds() {
        return Objects.requireNonNull(book);
    }

    private PagesServer server() {
        return Objects.requireNonNull(running);
    }

    @BeforeEach
    void start() throws Exception {
        book = new SilenceRegistry(
                List.of(),
                new RestartSwitch(false, folder),
                new MemoryWindows(),
                InstantSource.fixed(NOW),
                (at, task) -> () -> {});
        running = new PagesServer(fleet, journal, holds(), InstantSource.fixed(NOW), 0);
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private static String link(Purpose purpose, String incident, Duration left) {
        URI link = PagesServer.LINKS.link(purpose, incident, NOW.plus(left));
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    private static String ack() {
        return link(Purpose.ACK, OPEN, Duration.ofHours(1));
    }

    @Test
    void lookingAsksAndChangesNothing() throws Exception {
        HttpResponse<String> page = server().get(ack());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Acknowledge local/web",
                        "This acknowledges the incident",
                        "<form class=\"ask\" method=\"post\">");
        assertThat(journal.acknowledgements).isEmpty();
    }

    @Test
    void theButtonAcknowledgesInTheNameThatIsGiven() throws Exception {
        HttpResponse<String> page = server().send("POST", ack(), "createdBy=Anna%3Cb%3E", FORM);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Acknowledged.").doesNotContain("<button type=\"submit\"");
        assertThat(journal.acknowledgements.get(OPEN)).satisfies(one -> {
            assertThat(one.createdBy()).isEqualTo("Anna<b>");
            assertThat(one.comment()).isEqualTo("through a mail link");
        });
        assertThat(server().get(ack()).body())
                .contains("Anna&lt;b&gt; acknowledged this incident at ")
                .doesNotContain("<button type=\"submit\"");
    }

    @Test
    void anAcknowledgementWithoutANameIsByAnUnnamedUser() throws Exception {
        server().send("POST", ack(), "createdBy=", FORM);

        assertThat(journal.acknowledged(OPEN))
                .hasValueSatisfying(one -> assertThat(one.createdBy()).isEqualTo("unnamed user"));
    }

    @Test
    void theButtonSilencesTheContainerForAsLongAsIsChosen() throws Exception {
        String link = link(Purpose.SILENCE, OPEN, Duration.ofHours(1));

        assertThat(server().get(link).body()).contains("Silence local/web", "Duration");
        HttpResponse<String> page = server().send("POST", link, "createdBy=anna&for=1h", FORM);

        assertThat(page.body()).contains("Silenced for 1h");
        assertThat(holds().windows()).singleElement().satisfies(LinkTest::isSilenceOfWeb);
    }

    private static void isSilenceOfWeb(Silence window) {
        assertThat(window.order().word()).isEqualTo("silence");
        assertThat(window.order().createdBy()).isEqualTo("anna");
        assertThat(window.order().scope()).hasToString("name web, on host local");
        assertThat(window.order().when().endIfOn(NOW)).hasValue(NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"for=100d", "for=", "for=1h%0Ax"})
    void noOtherLengthIsAccepted(String form) throws Exception {
        HttpResponse<String> page = server().send("POST", link(Purpose.SILENCE, OPEN, Duration.ofHours(1)), form, FORM);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(holds().windows()).isEmpty();
    }

    @Test
    void whatIsNotSignedForExactlyThisIsRefused() throws Exception {
        String ack = ack();
        List<String> forged = List.of(
                link(Purpose.ACK, OPEN, Duration.ofSeconds(0)),
                link(Purpose.ACK, OPEN, Duration.ofDays(-8)),
                ack.replace("/ack/", "/silence/"),
                ack.replace(OPEN, "local.redis.1"),
                ack.replaceFirst("until=[0-9]+", "until=99999999999"),
                ack.replaceFirst("sig=.", "sig=!"),
                ack.replaceFirst("sig=.*", "sig="),
                ack.replaceFirst("[?].*", ""));

        for (String link : forged) {
            assertThat(server().get(link).statusCode()).as(link).isEqualTo(403);
            assertThat(server().send("POST", link, "createdBy=eve", FORM).statusCode())
                    .as(link)
                    .isEqualTo(403);
        }
        assertThat(journal.acknowledgements).isEmpty();
        assertThat(holds().windows()).isEmpty();
    }

    @Test
    void aPageOfAnotherSiteCannotPressTheButton() throws Exception {
        HttpResponse<String> answer = server().send(
                        "POST", ack(), "createdBy=eve", "Content-Type", FORM[1], "Origin", "https://evil.example.org");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(journal.acknowledgements).isEmpty();
    }

    @Test
    void onlySignedLinksTakeForms() throws Exception {
        assertThat(server().send("POST", "/api/v1/incidents/" + OPEN + "/ack", "createdBy=eve", FORM)
                        .statusCode())
                .isEqualTo(415);
    }
}

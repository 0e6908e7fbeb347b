package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.web.Kennel;
import io.dogwatch.web.PagesServer;
import io.dogwatch.web.view.TargetReport;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopViewTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    @Test
    void itFitsAScreenOfEightyByTwentyFourWithoutColourAndShowsTheWorstFirst() throws Exception {
        List<String> lines = new TopView(new Ansi(false), NOW, 80, 24).lines(targets(), "");

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain("\u001B"));
        assertThat(lines.get(1)).isEqualTo("live  q quits");
        assertThat(lines.get(2)).matches("NAME +PHASE +FOR +CHECKS +LATENCY +FAILURE.*");
        assertThat(lines.get(3)).startsWith("billing-worker").contains("QUARANTINED", "14 min");
    }

    @Test
    void whatHasNoRoomIsCounted() throws Exception {
        List<TargetReport> targets = targets();

        List<String> lines = new TopView(new Ansi(true), NOW, 80, 8).lines(targets, "");

        assertThat(lines).hasSize(8);
        assertThat(lines.getLast()).contains("and " + (targets.size() - 4) + " more");
    }

    @Test
    void itSaysWhenItIsNotLive() throws Exception {
        assertThat(new TopView(new Ansi(false), NOW, 80, 24)
                        .lines(targets(), "NOT LIVE: no response")
                        .get(1))
                .isEqualTo("NOT LIVE: no response  q quits");
    }

    private static List<TargetReport> targets() throws Exception {
        var fleet = Kennel.fleet(NOW);
        try (PagesServer server = new PagesServer(fleet, Kennel.journal(fleet, NOW), InstantSource.fixed(NOW), 0)) {
            URI base = URI.create(server.uri("/").toString().replaceFirst("/$", ""));
            return ApiResponses.readAll(new ApiClient(base, Optional.empty()).get("targets"), TargetReport.class);
        }
    }
}

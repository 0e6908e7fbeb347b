package io.dogwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.HostVitals;
import io.dogwatch.supervise.Meters;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.TargetSketch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final TargetId WEB = new TargetId("local", "web");

    private static final Intent ASKED = new Intent("i", "", new Incarnation("c", NOW), Action.RESTART, 1, NOW, "");

    private final FakeFleet fleet = Kennel.fleet(NOW);
    private final Exposition exposition = new Exposition("1.2.3", InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        exposition.close();
    }

    @Test
    void eachTargetIsInExactlyOnePhase() {
        exposition.show(fleet);

        assertThat(scrape())
                .contains(
                        "dogwatch_target_phase{host=\"local\",phase=\"backing-off\",target=\"web\"} 1.0",
                        "dogwatch_target_phase{host=\"local\",phase=\"healthy\",target=\"web\"} 0.0");
        assertThat(lines("dogwatch_target_phase").filter(line -> line.endsWith(" 1.0")))
                .hasSize(12);
    }

    @Test
    void anUnknownOrStoppedTargetIsNeitherUpNorDown() {
        exposition.show(fleet);

        assertThat(lines("dogwatch_target_up"))
                .contains(
                        "dogwatch_target_up{host=\"local\",target=\"web\"} 0.0",
                        "dogwatch_target_up{host=\"local\",target=\"mailer\"} 1.0")
                .noneMatch(line -> line.contains("staging-db") || line.contains("old-wiki"));
    }

    @Test
    void checksShowTheirStreakAndTheirLastProbe() {
        exposition.show(fleet);

        assertThat(scrape())
                .contains(
                        "dogwatch_check_consecutive_failures{check=\"site\",host=\"local\",kind=\"http\",target=\"web\"} 4.0",
                        "dogwatch_check_success{check=\"site\",host=\"local\",kind=\"http\",target=\"web\"} 0.0",
                        "dogwatch_check_duration_seconds{check=\"smtp\",host=\"local\",kind=\"http\",target=\"mailer\"} 0.003",
                        "dogwatch_target_restart_budget_remaining{host=\"local\",target=\"web\"} 3.0",
                        "dogwatch_target_backoff_seconds{host=\"local\",target=\"web\"} 20.0",
                        "dogwatch_target_incident_open{host=\"local\",target=\"web\"} 1.0");
    }

    @Test
    void anInconclusiveCheckIsVisibleWhileItIsInconclusive() {
        exposition.show(fleet);

        assertThat(lines("dogwatch_check_inconclusive"))
                .containsExactly(
                        "dogwatch_check_inconclusive{check=\"door\",host=\"local\",kind=\"http\",target=\"agent\"} 1.0");
    }

    @Test
    void ofAContainerThatDoesNotRunNothingIsInconclusive() {
        fleet.targets = List.of(new TargetSketch("local", "nightly", NOW)
                .inconclusive("door", 7, Cause.NO_ADDRESS)
                .status(ContainerStatus.EXITED, 0)
                .view());
        exposition.show(fleet);

        assertThat(lines("dogwatch_check_inconclusive")).isEmpty();
    }

    @Test
    void aLogShowsItsSizeItsGrowthAndWhetherItIsBounded() {
        exposition.show(fleet);

        assertThat(scrape())
                .contains(
                        "dogwatch_target_log_size_bytes{host=\"local\",target=\"api\"} 3.435973837E9",
                        "dogwatch_target_log_growth_bytes_per_second{host=\"local\",target=\"api\"} 61166.9",
                        "dogwatch_target_log_bounded{host=\"local\",target=\"api\"} 0.0");
        assertThat(lines("dogwatch_target_log_bounded")).noneMatch(line -> line.contains("\"backup\""));

        fleet.targets = List.of();
        assertThat(lines("dogwatch_target_log_size_bytes")).isEmpty();
    }

    @Test
    void aVanishedTargetTakesItsSeriesAndItsCountsWithIt() {
        exposition.show(fleet);
        exposition
                .meters()
                .restartEnded(WEB, ASKED, Optional.empty(), new ActionResult.Failed("no"), Duration.ofSeconds(1));
        assertThat(scrape()).contains("dogwatch_restarts_total{host=\"local\",result=\"failed\",target=\"web\"} 1.0");

        List<TargetView> before = fleet.targets;
        fleet.targets = List.of();
        assertThat(scrape()).doesNotContain("target=\"web\"");

        fleet.targets = before;
        assertThat(scrape()).contains("dogwatch_restarts_total{host=\"local\",result=\"failed\",target=\"web\"} 0.0");
    }

    @Test
    void namesThatDifferOnlyBeyondTheCutOrByControlCharactersStayApart() {
        String longName = "a".repeat(200);
        fleet.targets = List.of(
                new TargetSketch("local", longName + "1", NOW).view(),
                new TargetSketch("local", longName + "2", NOW).view(),
                new TargetSketch("local", "tab\there", NOW).view(),
                new TargetSketch("local", "tab here", NOW).view());
        exposition.show(fleet);

        assertThat(lines("dogwatch_target_up")).hasSize(4);
        assertThat(scrape()).doesNotContain("a".repeat(129));
    }

    @Test
    void anIncidentIsMeasuredFromItsFirstBadOutcome() {
        Incident opened = new TargetSketch("local", "web", NOW)
                .fails("site", 80, 3, Cause.TIMED_OUT, "no response")
                .in(Phase.FAILING, Reason.CHECK_FAILED, Duration.ofSeconds(10))
                .incident(1)
                .view()
                .state()
                .ledger()
                .incident()
                .orElseThrow();
        Meters meters = exposition.meters();

        meters.incidentOpened(opened);
        meters.restartDecided(
                WEB,
                new Intent(
                        "i",
                        opened.id(),
                        new Incarnation("c", NOW),
                        Action.RESTART,
                        1,
                        opened.failingSince().plusSeconds(3),
                        ""),
                Optional.of(opened));
        meters.incidentClosed(opened.closed(opened.failingSince().plusSeconds(8), Reason.RECOVERED));

        assertThat(scrape())
                .contains(
                        "dogwatch_time_to_detect_seconds_sum 2.1",
                        "dogwatch_time_to_act_seconds_sum 3.0",
                        "dogwatch_time_to_recover_seconds_sum 8.0",
                        "dogwatch_incidents_opened_total{severity=\"critical\"} 1.0",
                        "dogwatch_incidents_closed_total{outcome=\"recovered\",severity=\"critical\"} 1.0",
                        "dogwatch_restarts_decided_total{cause=\"timed-out\"} 1.0");
    }

    @Test
    void inconclusiveProbesAreCountedButNotTimed() {
        exposition.meters().probed("http", Duration.ZERO, Outcome.inconclusive(Cause.NO_ADDRESS, ""));
        exposition.meters().probed("http", Duration.ofMillis(-3), Outcome.healthy(Duration.ofMillis(20)));

        assertThat(scrape())
                .contains(
                        "dogwatch_probes_total{kind=\"http\",outcome=\"inconclusive\"} 1.0",
                        "dogwatch_probe_duration_seconds_count{kind=\"http\"} 1",
                        "dogwatch_probe_duration_seconds_bucket{kind=\"http\",le=\"0.025\"} 1",
                        "dogwatch_probe_lag_seconds_count 2");
    }

    @Test
    void aStoreThatCannotBeReadHidesNothingElse() {
        exposition.showOutbox(() -> {
            throw new IllegalStateException("disk I/O error");
        });

        assertThat(scrape())
                .contains("dogwatch_store_readable 0.0", "process_resident_memory_bytes")
                .doesNotContain("dogwatch_outbox_notifications{");
    }

    @Test
    void theOutboxShowsItsDepthAndItsAge() {
        exposition.showOutbox(() -> new OutboxCollector.Depth(3, 1, Optional.of(NOW.minusSeconds(90)), 7));

        assertThat(scrape())
                .contains(
                        "dogwatch_outbox_notifications{state=\"waiting\"} 3.0",
                        "dogwatch_outbox_notifications{state=\"dead\"} 1.0",
                        "dogwatch_outbox_oldest_age_seconds 90.0",
                        "dogwatch_outbox_max_attempts 7.0");
    }

    @Test
    void aTargetShowsForHowLongItHasWorkedAndWhatItIs() {
        exposition.show(fleet);

        assertThat(scrape())
                .contains(
                        "dogwatch_target_up_seconds_total{host=\"local\",target=\"web\"} 10800.0",
                        "dogwatch_target_observed_seconds_total{host=\"local\",target=\"web\"} 14400.0",
                        "dogwatch_target_incident_start_timestamp_seconds{host=\"local\",target=\"web\"}");
        assertThat(lines("dogwatch_target_info"))
                .anyMatch(line -> line.contains("mode=\"heal\"") && line.contains("target=\"web\""))
                .anyMatch(line -> line.contains("mode=\"observe\""));
    }

    @Test
    void whyNothingIsDoneIsCountedForEachHost() {
        exposition.show(fleet);

        assertThat(scrape())
                .contains(
                        "dogwatch_targets_restart_blocked{host=\"local\",reason=\"backoff\"} 1.0",
                        "dogwatch_targets_restart_blocked{host=\"local\",reason=\"breaker-open\"} 0.0",
                        "dogwatch_targets_restart_blocked{host=\"local\",reason=\"maintenance\"} 0.0");
    }

    @Test
    void openIncidentsAreCountedBySeverity() {
        exposition.show(fleet);
        long open = fleet.targets().stream()
                .filter(target -> target.state().ledger().incident().isPresent())
                .filter(target -> target.watch().target().host().equals("local"))
                .count();

        assertThat(open).isPositive();
        assertThat(scrape())
                .contains(
                        "dogwatch_incidents_open{host=\"local\",severity=\"critical\"} " + (double) open,
                        "dogwatch_incidents_open{host=\"local\",severity=\"warn\"} 0.0");
    }

    @Test
    void aWarningDoesNotMakeATargetDown() {
        fleet.targets = List.of(new TargetSketch("local", "slow", NOW)
                .in(Phase.FAILING, Reason.WARNING, Duration.ofMinutes(3))
                .view());
        exposition.show(fleet);

        assertThat(scrape()).contains("dogwatch_target_up{host=\"local\",target=\"slow\"} 1.0");
    }

    @Test
    void theBreakerIsInExactlyOneState() {
        fleet.vitals = List.of(
                new HostVitals("local", "half-open", 4, Optional.empty(), Optional.of(NOW.minusSeconds(5)), 17));
        exposition.show(fleet);
        exposition.meters().breakerOpened("local");

        assertThat(scrape())
                .contains(
                        "dogwatch_breaker_state{host=\"local\",state=\"closed\"} 0.0",
                        "dogwatch_breaker_state{host=\"local\",state=\"half-open\"} 1.0",
                        "dogwatch_breaker_state{host=\"local\",state=\"open\"} 0.0",
                        "dogwatch_breaker_failing_targets{host=\"local\"} 4.0",
                        "dogwatch_breaker_opened_total{host=\"local\"} 1.0",
                        "dogwatch_event_queue_length{host=\"local\"} 17.0")
                .doesNotContain("dogwatch_engine_last_event_timestamp_seconds{");
    }

    @Test
    void remediesAreCountedByWhatWasDoneWhatWasWrongAndWhatCameOfIt() {
        Incident incident = Kennel.journal(fleet, NOW).incidents.getFirst();
        exposition
                .meters()
                .restartEnded(
                        WEB,
                        ASKED,
                        Optional.of(incident),
                        new ActionResult.Hung("no response within 25 s"),
                        Duration.ofSeconds(25));

        assertThat(scrape())
                .contains("dogwatch_restart_actions_total{action=\"restart\",cause=\""
                        + incident.failure().cause().wireName() + "\",result=\"hung\"} 1.0");
    }

    @Test
    void callsToAnEngineAreTimedAndTheirFailuresCounted() {
        exposition.meters().engineAnswered("local", "inspect", Duration.ofMillis(4));
        exposition.meters().engineCallFailed("local", "inspect", Duration.ofSeconds(10), "unreachable");

        assertThat(scrape())
                .contains(
                        "dogwatch_engine_call_duration_seconds_bucket{call=\"inspect\",host=\"local\",le=\"0.005\"} 1",
                        "dogwatch_engine_call_duration_seconds_count{call=\"inspect\",host=\"local\"} 2",
                        "dogwatch_engine_call_duration_seconds_max{call=\"inspect\",host=\"local\"} 10.0",
                        "dogwatch_engine_call_errors_total{call=\"inspect\",error=\"unreachable\",host=\"local\"} 1.0");
    }

    @Test
    void aProbeThatRanIntoItsTimeoutLiesBetweenTwoBounds() {
        exposition
                .meters()
                .probed("http", Duration.ZERO, Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ofMillis(3004)));

        assertThat(scrape())
                .contains(
                        "dogwatch_probe_duration_seconds_bucket{kind=\"http\",le=\"3.0\"} 0",
                        "dogwatch_probe_duration_seconds_bucket{kind=\"http\",le=\"3.5\"} 1");
    }

    @Test
    void incidentsAreTheExemplarsOfWhatIsCountedAboutThem() {
        Incident incident = Kennel.journal(fleet, NOW).incidents.getFirst();
        exposition.meters().incidentOpened(incident);

        String openMetrics = Scrapes.openMetrics(exposition);
        String example = "# {incident_id=\"" + incident.id() + "\"}";

        assertThat(openMetrics.lines().filter(line -> line.contains(example)))
                .anyMatch(line -> line.startsWith("dogwatch_incidents_opened_total"))
                .anyMatch(line -> line.startsWith("dogwatch_time_to_detect_seconds_bucket"));
        assertThat(openMetrics).endsWith("# EOF\n");
        // Prometheus refuses the whole scrape if there is one elsewhere.
        assertThat(openMetrics.lines().filter(line -> line.contains(" # {")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern("^[a-z_]+(_total|_bucket)[{ ]"));
        assertThat(scrape()).doesNotContain("incident_id");
    }

    @Test
    void whoeverAsksForProtobufGetsIt() {
        exposition.meters().probed("http", Duration.ZERO, Outcome.healthy(Duration.ofMillis(20)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        exposition.write(out, ScrapeFormat.PROTOBUF.type());

        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .contains("dogwatch_probe_duration_seconds")
                .doesNotContain("# TYPE");
    }

    @Test
    void theHouseShowsItsHeartbeatItsStoreAndItsScheduler() {
        exposition.showHouse(() -> Scrapes.house(NOW));

        assertThat(scrape())
                .contains(
                        "dogwatch_heartbeat_last_success_timestamp_seconds "
                                + (double) NOW.minusSeconds(40).getEpochSecond(),
                        "dogwatch_store_size_bytes 1048576.0",
                        "dogwatch_probes_in_flight 3.0",
                        "dogwatch_scheduler_jobs_total 9000.0",
                        "dogwatch_scheduler_misfires_total 2.0",
                        "dogwatch_restarts_disabled 0.0");
    }

    @Test
    void noMeterIsRegisteredTwiceUnderOtherLabels() {
        Meters meters = exposition.meters();
        meters.restartDecided(WEB, ASKED, Optional.empty());
        for (Notice.Kind kind : Notice.Kind.values()) {
            meters.notificationSent(kind, Duration.ofSeconds(1));
        }

        assertThat(scrape()).contains("dogwatch_restarts_decided_total{cause=\"manual\"} 1.0");
    }

    private String scrape() {
        return Scrapes.text(exposition);
    }

    private Stream<String> lines(String name) {
        return scrape().lines().filter(line -> line.startsWith(name + "{"));
    }
}

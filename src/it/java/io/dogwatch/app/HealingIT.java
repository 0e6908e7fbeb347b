package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running Dogwatch heals, and tells about it. Needs root, since containers' processes are killed and frozen. */
class HealingIT {

    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            watch:
              - name: "%1$s-web*"
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
              - name: "%1$s-doomed"
                budget: {restarts: 2}
              - name: "%1$s-*"
            """.formatted(TestEngine.unique("heal"));

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH = RunningDogwatch.configured(ENGINE.endpoint(), RULES);

    @BeforeAll
    static void start() {
        DOGWATCH.startConnected();
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        DOGWATCH.close();
    }

    @Test
    void aKilledProcessIsRestartedAndItsStoryIsToldInOneThreadOfMailWithEvidence() {
        Patient patient = Patient.admit(ENGINE, "heal-killed");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.crash();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        assertThat(incident.path("cause").asText()).isEqualTo("exited");
        assertThat(incident.path("restarts").asInt()).isEqualTo(1);
        assertThat(patient.status()).isEqualTo("running");
        assertThat(patient.starts()).isEqualTo(2);
        DOGWATCH.await(
                "both mails are there",
                () -> DOGWATCH.mailbox().about(patient.name()).size() == 2);
        List<Mailbox.Mail> mails = DOGWATCH.mailbox().about(patient.name());
        Mailbox.Mail opening = mails.getFirst();
        assertThat(opening.kind()).isEqualTo("opened");
        assertThat(opening.subject())
                .isEqualTo("[dogwatch] " + patient.name() + " FAILING: "
                        + incident.path("failure").asText());
        assertThat(opening.attachments()).contains("log.txt", "state.txt");
        assertThat(mails.getLast().kind()).isEqualTo("closed");
        assertThat(mails.getLast().inReplyTo()).contains(opening.id());
    }

    @Test
    void aFrozenProcessIsRestarted() {
        Patient patient = Patient.admit(ENGINE, "heal-web-frozen");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.freeze();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("check").asText()).isEqualTo("site");
        assertThat(incident.path("cause").asText()).isEqualTo("timed-out");
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        assertThat(patient.starts()).isEqualTo(2);
    }

    @Test
    void aSiteThatAnswersWrongIsRestarted() {
        Patient patient = Patient.admit(ENGINE, "heal-web-lost");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.loseItsPage();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("failure").asText()).contains("404");
        assertThat(patient.starts()).isEqualTo(2);
    }

    @Test
    void aSpentBudgetEndsInQuarantineWithExactlyOneMailAboutIt() {
        Patient patient = Patient.admit(ENGINE, "heal-doomed");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.doom();
        patient.crash();

        DOGWATCH.awaitPhase(patient.name(), "quarantined");
        DOGWATCH.await(
                "the quarantine is told",
                () -> DOGWATCH.mailbox().kindsAbout(patient.name()).contains("quarantined"));
        somethingElseIsHealedMeanwhile("heal-after-quarantine");
        assertThat(DOGWATCH.mailbox().kindsAbout(patient.name())).containsExactly("opened", "quarantined");
        assertThat(DOGWATCH.phase(patient.name())).isEqualTo("quarantined");
        assertThat(patient.status()).isEqualTo("exited");
        assertThat(patient.starts()).isEqualTo(3);
        assertThat(DOGWATCH.restartCalls(patient.name())).isEqualTo(2);
    }

    @Test
    void whatAPersonStoppedStaysStopped() {
        Patient patient = Patient.admit(ENGINE, "heal-stopped");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        ENGINE.docker("stop", patient.name());

        DOGWATCH.awaitPhase(patient.name(), "stopped");
        somethingElseIsHealedMeanwhile("heal-after-stop");
        staysDownAndNobodyIsTold(patient);
    }

    @Test
    void aKillByAPersonIsNotUndone() {
        Patient patient = Patient.admit(ENGINE, "heal-by-person");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        ENGINE.docker("kill", patient.name());

        DOGWATCH.awaitPhase(patient.name(), "stopped");
        somethingElseIsHealedMeanwhile("heal-after-kill");
        staysDownAndNobodyIsTold(patient);
    }

    @Test
    void pausedStaysPaused() {
        Patient patient = Patient.admit(ENGINE, "heal-web-paused");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        ENGINE.docker("pause", patient.name());

        DOGWATCH.awaitPhase(patient.name(), "paused");
        somethingElseIsHealedMeanwhile("heal-after-pause");
        assertThat(patient.status()).isEqualTo("paused");
        assertThat(DOGWATCH.incidents(patient.name())).isEmpty();
        ENGINE.docker("unpause", patient.name());
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        assertThat(DOGWATCH.incidents(patient.name())).isEmpty();
    }

    @Test
    void aContainerWithABadLabelIsOnlyObservedAndItsOwnerIsToldOnce() {
        Patient patient = Patient.admit(
                ENGINE, "label-bad", "--label", "dogwatch.enable=true", "--label", "dogwatch.check.site.http.prot=80");
        DOGWATCH.await(
                "the fault is told",
                () -> DOGWATCH.mailbox().kindsAbout(patient.name()).equals(List.of("label_fault")));
        assertThat(DOGWATCH.target(patient.name()).path("labelFaults").toString())
                .contains("dogwatch.check.site.http.prot")
                .contains("dogwatch.check.site.http.port: is required");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.crash();

        DOGWATCH.awaitPhase(patient.name(), "failing");
        somethingElseIsHealedMeanwhile("heal-after-label");
        assertThat(DOGWATCH.target(patient.name()).path("reason").asText()).isEqualTo("observe-only");
        assertThat(patient.status()).isEqualTo("exited");
        assertThat(patient.starts()).isEqualTo(1);
    }

    @Test
    void theSeriesOfAVanishedTargetVanish() {
        Patient patient = Patient.admit(ENGINE, "heal-web-vanishing");
        String label = "target=\"" + patient.name() + "\"";
        DOGWATCH.await(
                "its probes are measured",
                () -> DOGWATCH.metrics()
                        .lines()
                        .anyMatch(line -> line.startsWith("dogwatch_check_success{") && line.contains(label)));

        ENGINE.docker("rm", "--force", patient.name());

        DOGWATCH.await("its series are gone", () -> !DOGWATCH.metrics().contains(label));
        assertThat(DOGWATCH.metrics()).contains("dogwatch_engine_connected");
    }

    /** Proves that Dogwatch has gone on and would have acted by now, which waiting for nothing cannot. */
    private static void somethingElseIsHealedMeanwhile(String suffix) {
        Patient other = Patient.admit(ENGINE, suffix);
        DOGWATCH.awaitPhase(other.name(), "healthy");
        other.crash();
        DOGWATCH.awaitOneIncidentClosed(other.name());
        assertThat(other.starts()).isEqualTo(2);
    }

    private static void staysDownAndNobodyIsTold(Patient patient) {
        JsonNode target = DOGWATCH.target(patient.name());
        assertThat(target.path("phase").asText()).isEqualTo("stopped");
        assertThat(target.path("reason").asText()).isEqualTo("stopped-by-person");
        assertThat(patient.status()).isEqualTo("exited");
        assertThat(patient.starts()).isEqualTo(1);
        assertThat(DOGWATCH.incidents(patient.name())).isEmpty();
        assertThat(DOGWATCH.mailbox().about(patient.name())).isEmpty();
    }
}

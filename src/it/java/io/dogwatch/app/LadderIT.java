package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running Dogwatch does when the first restart is not enough, and what a person can do about it. */
class LadderIT {

    private static final String RULES = """
            defaults: {startPeriod: 1s, backoff: {initial: 1s, cap: 2s}}
            breaker: {enabled: false}
            watch:
              - name: "%1$s-stubborn"
                remedy: {timeout: 3s}
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
              - name: "%1$s-loop"
                crashLoop: {crashes: 3, window: 5m, stop: true}
              - name: "%1$s-doomed"
                budget: {restarts: 2}
              - name: "%1$s-waiting"
                backoff: {initial: 2m, cap: 2m}
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
            """.formatted(TestEngine.unique("ladder"));

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
    void aRestartThatHangsIsFollowedByAKillAndTheContainerWorksAgain() {
        Patient patient = Patient.admit(ENGINE, "ladder-stubborn", "--stop-timeout", "300");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.loseItsPage();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        assertThat(incident.path("restarts").asInt()).isEqualTo(1);
        assertThat(patient.starts()).isEqualTo(2);
    }

    @Test
    void theEnginesCrashLoopIsStoppedAndAPersonsReleaseStartsTheContainerAgain() {
        Patient patient = Patient.admit(ENGINE, "ladder-loop", "--restart=always");
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        patient.doom();

        patient.crash();

        DOGWATCH.await(
                "the loop is stopped",
                () -> patient.status().equals("exited") && reason(patient).equals("stopped-by-dogwatch"));
        long lives = patient.starts();
        release(patient);

        DOGWATCH.await("it is started again", () -> patient.starts() > lives);
    }

    @Test
    void aQuarantineThatAPersonReleasesIsFollowedByARestart() {
        Patient patient = Patient.admit(ENGINE, "ladder-doomed");
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        patient.doom();
        patient.crash();
        DOGWATCH.awaitPhase(patient.name(), "quarantined");
        long lives = patient.starts();

        release(patient);

        DOGWATCH.await("it is started again", () -> patient.starts() > lives);
        DOGWATCH.awaitPhase(patient.name(), "quarantined");
        // Whoever released it must know that it did not help.
        DOGWATCH.await(
                "its second quarantine is told, too",
                () -> DOGWATCH.mailbox().about(patient.name()).stream()
                                .filter(mail -> mail.kind().equals("quarantined"))
                                .count()
                        == 2);
    }

    @Test
    void whatAPersonStopsWhileItFailsStaysStoppedAndItsIncidentEnds() {
        Patient patient = Patient.admit(ENGINE, "ladder-waiting");
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        patient.loseItsPage();
        DOGWATCH.awaitOneIncidentClosed(patient.name());
        patient.loseItsPage();
        DOGWATCH.awaitPhase(patient.name(), "backing-off");

        ENGINE.docker("stop", patient.name());

        DOGWATCH.awaitPhase(patient.name(), "stopped");
        JsonNode second = DOGWATCH.incidents(patient.name()).getFirst();
        assertThat(second.path("open").asBoolean()).isFalse();
        assertThat(second.path("outcome").asText()).isEqualTo("stopped-by-person");
        assertThat(patient.status()).isEqualTo("exited");
        assertThat(patient.starts()).isEqualTo(2);
    }

    private static String reason(Patient patient) {
        return DOGWATCH.target(patient.name()).path("reason").asText();
    }

    private static void release(Patient patient) {
        DOGWATCH.send("POST", "api/v1/targets/local/" + patient.name() + "/release", "{\"createdBy\": \"ann\"}");
    }
}

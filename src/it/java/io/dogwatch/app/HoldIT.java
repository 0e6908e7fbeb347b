package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people have ordered to be left alone is left alone, also after a sudden death of Dogwatch. Needs root. */
class HoldIT {

    private final TestEngine engine = TestEngine.connect();
    private final RunningDogwatch dogwatch =
            RunningDogwatch.configured(engine.endpoint(), """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            watch: [{name: "%s-*"}]
            """.formatted(TestEngine.unique("hold2")));

    @BeforeEach
    void start() {
        dogwatch.startConnected();
    }

    @AfterEach
    void stop() {
        engine.close();
        dogwatch.close();
    }

    @Test
    void inAMaintenanceNothingIsDoneAndNobodyIsToldAndAtItsEndBothAreMadeUpFor() {
        Patient patient = Patient.admit(engine, "hold2-window");
        dogwatch.awaitPhase(patient.name(), "healthy");
        String id = beginMaintenance(patient);

        patient.crash();

        dogwatch.awaitPhase(patient.name(), "failing");
        somethingElseIsHealedMeanwhile();
        leftAlone(patient);
        assertThat(dogwatch.target(patient.name()).path("reason").asText()).isEqualTo("maintenance");

        dogwatch.send("DELETE", "api/v1/silences/" + id, "");

        healedAndTold(patient);
    }

    @Test
    void aMaintenanceSurvivesASuddenDeath() {
        Patient patient = Patient.admit(engine, "hold2-death");
        dogwatch.awaitPhase(patient.name(), "healthy");
        String id = beginMaintenance(patient);

        dogwatch.kill();
        dogwatch.startConnected();

        assertThat(dogwatch.json("api/v1/silences/" + id).path("state").asText())
                .isEqualTo("active");
        dogwatch.awaitPhase(patient.name(), "healthy");
        patient.crash();
        dogwatch.awaitPhase(patient.name(), "failing");
        somethingElseIsHealedMeanwhile();
        leftAlone(patient);
    }

    @Test
    void aPauseOfWatchingSurvivesASuddenDeathAndWhatFailedInItIsHealedAtItsEnd() {
        Patient patient = Patient.admit(engine, "hold2-pause");
        dogwatch.awaitPhase(patient.name(), "healthy");
        String target = "api/v1/targets/local/" + patient.name();
        dogwatch.send(
                "POST", target + "/pause", "{\"createdBy\": \"ops\", \"comment\": \"new disk\", \"for\": \"1h\"}");

        dogwatch.kill();
        dogwatch.startConnected();
        dogwatch.await("its container is known", () -> isPaused(patient));
        patient.crash();

        somethingElseIsHealedMeanwhile();
        leftAlone(patient);
        assertThat(isPaused(patient)).isTrue();

        dogwatch.send("POST", target + "/resume", "{\"createdBy\": \"ops\"}");

        healedAndTold(patient);
    }

    private boolean isPaused(Patient patient) {
        return dogwatch.target(patient.name()).at("/held/paused").asBoolean();
    }

    @Test
    void aFileThatAnybodyTouchesStopsEverythingUntilItIsTakenAway() throws IOException {
        Patient patient = Patient.admit(engine, "hold2-stop");
        dogwatch.awaitPhase(patient.name(), "healthy");
        Path file = dogwatch.data().resolve("RESTARTS_DISABLED");
        Files.createFile(file);
        assertThat(dogwatch.json("api/v1/restarts-disabled").path("disabled").asBoolean())
                .isTrue();

        patient.crash();

        dogwatch.awaitPhase(patient.name(), "failing");
        dogwatch.await(
                "it is told",
                () -> dogwatch.mailbox().kindsAbout(patient.name()).equals(List.of("opened")));
        dogwatch.await(
                "it says why",
                () -> dogwatch.target(patient.name()).path("reason").asText().equals("restarts-disabled"));
        assertThat(patient.starts()).isEqualTo(1);

        Files.delete(file);

        healedAndTold(patient);
    }

    private String beginMaintenance(Patient patient) {
        JsonNode window = dogwatch.send(
                "POST",
                "api/v1/silences",
                "{\"name\": \"" + patient.name()
                        + "\", \"for\": \"1h\", \"createdBy\": \"ops\", \"comment\": \"new kernel\"}");
        assertThat(window.path("state").asText()).isEqualTo("active");
        assertThat(dogwatch.target(patient.name()).path("held").path("muted").asBoolean())
                .isTrue();
        return window.path("id").asText();
    }

    private void leftAlone(Patient patient) {
        assertThat(patient.status()).isEqualTo("exited");
        assertThat(patient.starts()).isEqualTo(1);
        assertThat(dogwatch.restartCalls(patient.name())).isZero();
        assertThat(dogwatch.mailbox().about(patient.name())).isEmpty();
    }

    private void healedAndTold(Patient patient) {
        JsonNode incident = dogwatch.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("restarts").asInt()).isEqualTo(1);
        assertThat(patient.starts()).isEqualTo(2);
        dogwatch.await(
                "both mails are there",
                () -> dogwatch.mailbox().kindsAbout(patient.name()).equals(List.of("opened", "closed")));
    }

    /** Proves that Dogwatch has gone on and would have acted by now, which waiting for nothing cannot. */
    private void somethingElseIsHealedMeanwhile() {
        Patient other = Patient.admit(engine, "hold2-other");
        dogwatch.awaitPhase(other.name(), "healthy");
        other.crash();
        dogwatch.awaitOneIncidentClosed(other.name());
    }
}

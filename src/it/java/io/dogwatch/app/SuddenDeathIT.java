package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Dogwatch is killed with SIGKILL in the middle of a story, and started again. The story goes on where it was, and no
 * decision restarts anything twice. Needs root.
 */
class SuddenDeathIT {

    private final TestEngine engine = TestEngine.connect();
    private final RunningDogwatch dogwatch =
            RunningDogwatch.configured(engine.endpoint(), """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s, resetAfter: 10m}}
            watch:
              - name: "%1$s-web*"
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
              - name: "%1$s-doomed"
                budget: {restarts: 2}
              - name: "%1$s-*"
            """.formatted(TestEngine.unique("death")));

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
    void killedWhileItGathersTheEvidenceOfACrash() {
        Patient patient = Patient.admit(engine, "death-evidence");
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.killWhenItLogs(patient.name() + " from=healthy to=restarting");
        patient.crash();
        dogwatch.awaitTrap();
        dogwatch.awaitExit(RunningDogwatch.PATIENCE);
        dogwatch.startConnected();

        healedByOneRestartAndTold(patient);
    }

    @Test
    void killedWhileItGathersTheEvidenceOfAHang() {
        Patient patient = Patient.admit(engine, "death-web-hang");
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.killWhenItLogs("to=restarting");
        patient.freeze();
        dogwatch.awaitTrap();
        dogwatch.awaitExit(RunningDogwatch.PATIENCE);
        dogwatch.startConnected();

        // Whether the call was made nobody can know; so it may take a second decision, which is told as one.
        JsonNode incident = dogwatch.awaitOneIncidentClosed(patient.name());
        assertThat(patient.starts() - 1).isBetween(1L, incident.path("restarts").asLong());
        assertThat(patient.status()).isEqualTo("running");
        bothMailsAreThere(patient);
    }

    @Test
    void killedDuringTheRestartCall() {
        Patient patient = Patient.admit(engine, "death-web-call", "--stop-timeout", "3");
        dogwatch.awaitPhase(patient.name(), "healthy");

        patient.loseItsPage();
        dogwatch.await("the restart is called", () -> dogwatch.restartCalls(patient.name()) == 1);
        Instant killAt = Instant.now().plusSeconds(1);
        dogwatch.await("the engine is in the middle of it", () -> Instant.now().isAfter(killAt));
        dogwatch.kill();
        dogwatch.startConnected();

        healedByOneRestartAndTold(patient);
    }

    @Test
    void killedAfterTheRestart() {
        Patient patient = Patient.admit(engine, "death-after");
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.killWhenItLogs(patient.name() + " from=restarting to=starting");
        patient.crash();
        dogwatch.awaitTrap();
        dogwatch.awaitExit(RunningDogwatch.PATIENCE);
        dogwatch.startConnected();

        healedByOneRestartAndTold(patient);
    }

    @Test
    void theBudgetThatWasSpentBeforeIsStillSpentAndAQuarantineStands() {
        Patient patient = Patient.admit(engine, "death-doomed");
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.killWhenItLogs("to=backing-off");
        patient.doom();
        patient.crash();
        dogwatch.awaitTrap();
        dogwatch.awaitExit(RunningDogwatch.PATIENCE);
        dogwatch.startConnected();

        dogwatch.awaitPhase(patient.name(), "quarantined");
        // Two restarts in all, one on each side of its death.
        assertThat(patient.starts()).isEqualTo(3);
        assertThat(dogwatch.restartCalls(patient.name())).isEqualTo(2);
        dogwatch.await(
                "the quarantine is told",
                () -> dogwatch.mailbox().kindsAbout(patient.name()).contains("quarantined"));

        dogwatch.kill();
        dogwatch.startConnected();

        dogwatch.awaitPhase(patient.name(), "quarantined");
        assertThat(dogwatch.incidents(patient.name())).hasSize(1);
        assertThat(dogwatch.mailbox().kindsAbout(patient.name())).containsExactly("opened", "quarantined");
        assertThat(patient.starts()).isEqualTo(3);
    }

    private void healedByOneRestartAndTold(Patient patient) {
        JsonNode incident = dogwatch.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        assertThat(incident.path("restarts").asInt()).isEqualTo(1);
        assertThat(dogwatch.target(patient.name()).path("restartsInWindow").asInt())
                .isEqualTo(1);
        assertThat(dogwatch.restartCalls(patient.name())).isLessThanOrEqualTo(1);
        assertThat(patient.status()).isEqualTo("running");
        assertThat(patient.starts()).isEqualTo(2);
        bothMailsAreThere(patient);
    }

    private void bothMailsAreThere(Patient patient) {
        dogwatch.await(
                "both mails are there",
                () -> dogwatch.mailbox().kindsAbout(patient.name()).equals(List.of("opened", "closed")));
    }
}

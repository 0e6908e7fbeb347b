package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.PrivateEngine;
import io.dogwatch.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The engine dies, freezes and comes back, and Dogwatch restarts nothing because of it. Starts an engine of its own, so
 * it needs root.
 */
class EngineOutageIT {

    private static final PrivateEngine DAEMON = PrivateEngine.launch();
    private static final TestEngine ENGINE = TestEngine.at(DAEMON.endpoint());
    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            watch:
              - name: "%1$s-web*"
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
              - name: "%1$s-*"
            """.formatted(TestEngine.unique("outage"));
    private static final RunningDogwatch DOGWATCH = RunningDogwatch.configured(DAEMON.endpoint(), RULES);

    @BeforeAll
    static void start() {
        DOGWATCH.startConnected();
    }

    @AfterAll
    static void stop() {
        DOGWATCH.close();
        ENGINE.close();
        DAEMON.close();
    }

    @Test
    void withoutAnEngineItRunsAndSaysSoAndConnectsWhenTheEngineComes() {
        DAEMON.kill();
        try (RunningDogwatch early = RunningDogwatch.configured(DAEMON.endpoint(), RULES)) {
            early.start();
            early.await("it says so", () -> early.logged("engine disconnected host=local") == 1);
            assertThat(early.isConnected()).isFalse();

            DAEMON.start();

            early.await("it is connected", early::isConnected);
            Patient patient = Patient.admit(ENGINE, "outage-early");
            early.awaitPhase(patient.name(), "healthy");
            early.terminate();
            assertThat(early.awaitExit(Duration.ofSeconds(10))).isZero();
        }
    }

    @Test
    void aKilledEngineThatComesBackMakesNoRestartAndLaterFailuresAreHealedAgain() {
        Patient always = Patient.admit(ENGINE, "outage-web-always", "--restart", "always");
        Patient never = Patient.admit(ENGINE, "outage-never");
        DOGWATCH.awaitPhase(always.name(), "healthy");
        DOGWATCH.awaitPhase(never.name(), "healthy");

        DAEMON.kill();
        DOGWATCH.awaitPhase(always.name(), "unknown");
        assertThat(DOGWATCH.isConnected()).isFalse();
        DAEMON.start();

        DOGWATCH.awaitPhase(always.name(), "healthy");
        // Without a restart policy it ended with its engine: told, but nobody knows whether it was meant to run.
        DOGWATCH.awaitPhase(never.name(), "failing");
        assertThat(DOGWATCH.target(never.name()).path("reason").asText()).isEqualTo("exited-unseen");
        assertThat(DOGWATCH.restartCalls(always.name())).isZero();
        assertThat(DOGWATCH.restartCalls(never.name())).isZero();
        assertThat(DOGWATCH.incidents(always.name())).isEmpty();
        assertThat(never.starts()).isEqualTo(1);

        Patient later = Patient.admit(ENGINE, "outage-later");
        DOGWATCH.awaitPhase(later.name(), "healthy");
        later.crash();
        always.freeze();

        DOGWATCH.awaitOneIncidentClosed(later.name());
        DOGWATCH.awaitOneIncidentClosed(always.name());
        assertThat(later.starts()).isEqualTo(2);
        assertThat(DOGWATCH.restartCalls(always.name())).isEqualTo(1);
    }

    @Test
    void anEngineFrozenForFifteenSecondsMakesNoRestart() {
        Patient patient = Patient.admit(ENGINE, "outage-web-frozen");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        Instant thawAt = Instant.now().plusSeconds(15);
        DAEMON.freeze();
        try {
            DOGWATCH.await("the outage is noticed", () -> !DOGWATCH.isConnected());
            DOGWATCH.awaitPhase(patient.name(), "unknown");
            DOGWATCH.await("15 s are over", () -> Instant.now().isAfter(thawAt));
        } finally {
            DAEMON.thaw();
        }

        DOGWATCH.await("it is connected again", DOGWATCH::isConnected);
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        assertThat(DOGWATCH.incidents(patient.name())).isEmpty();
        assertThat(DOGWATCH.restartCalls(patient.name())).isZero();
        assertThat(patient.starts()).isEqualTo(1);
    }

    @Test
    void anEngineKilledInTheMiddleOfARestartLeavesNothingDownAndOneIntentEnded() {
        Patient patient = Patient.admit(ENGINE, "outage-web-middle", "--stop-timeout", "5");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        patient.loseItsPage();
        DOGWATCH.await("the restart is called", () -> DOGWATCH.restartCalls(patient.name()) == 1);
        Instant killAt = Instant.now().plusSeconds(1);
        DOGWATCH.await("the engine is in the middle of it", () -> Instant.now().isAfter(killAt));
        DAEMON.kill();
        DAEMON.start();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(patient.name());
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        assertThat(patient.status()).isEqualTo("running");
        assertThat(patient.starts()).isEqualTo(2);
        assertThat(timeline(incident, "restart-decided")).hasSize(1);
        assertThat(timeline(incident, "restart-ended").stream().filter(how -> !how.equals("undetermined")))
                .containsExactly("restarted");
        assertThat(DOGWATCH.restartCalls(patient.name())).isEqualTo(1);
    }

    private static List<String> timeline(JsonNode incident, String kind) {
        return incident.path("timeline")
                .valueStream()
                .filter(fact -> fact.path("kind").asText().equals(kind))
                .map(fact -> fact.path("reason").asText())
                .toList();
    }
}

package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A SIGTERM ends Dogwatch within the 10 s that {@code docker stop} grants, and is no error. */
class ShutdownIT {

    private final TestEngine engine = TestEngine.connect();
    private final RunningDogwatch dogwatch =
            RunningDogwatch.configured(engine.endpoint(), """
            defaults: {startPeriod: 2s}
            watch:
              - name: "%s-*"
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
            """.formatted(TestEngine.unique("end")));

    @AfterEach
    void stop() {
        engine.close();
        dogwatch.close();
    }

    @Test
    void anIdleDogwatchEndsInTimeWithExitCodeZero() {
        Patient patient = Patient.admit(engine, "end-idle");
        dogwatch.startConnected();
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.terminate();

        assertThat(dogwatch.awaitExit(Duration.ofSeconds(10))).isZero();
        assertThat(patient.starts()).isEqualTo(1);
    }

    @Test
    void withARestartUnderWayItEndsInTimeAndTheStoryGoesOnWithTheNextStart() {
        Patient patient = Patient.admit(engine, "end-busy", "--stop-timeout", "12");
        dogwatch.startConnected();
        dogwatch.awaitPhase(patient.name(), "healthy");

        dogwatch.terminateWhenItLogs("restart started target=" + patient.name());
        patient.loseItsPage();
        dogwatch.awaitTrap();

        assertThat(dogwatch.awaitExit(Duration.ofSeconds(10))).isZero();
        dogwatch.startConnected();
        assertThat(dogwatch.awaitOneIncidentClosed(patient.name())
                        .path("restarts")
                        .asInt())
                .isEqualTo(1);
        assertThat(patient.starts()).isEqualTo(2);
        assertThat(dogwatch.restartCalls(patient.name())).isEqualTo(1);
    }
}

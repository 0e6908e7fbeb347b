package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.journal.PostgresCluster;
import org.junit.jupiter.api.Test;

/** The database of a running Dogwatch goes away while a container fails. Needs root. */
class StoreOutageIT {

    @Test
    void nothingIsRestartedWhileTheDatabaseIsAwayAndWhenItIsBackTheContainerIs() throws Exception {
        try (PostgresCluster server = new PostgresCluster();
                TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch = RunningDogwatch.configured(
                        engine.endpoint(),
                        ", url: \"%s\", password: \"%s\""
                                .formatted(server.address("outage").url(), PostgresCluster.PASSWORD),
                        """
                        defaults: {startPeriod: 1s}
                        watch:
                          - name: "%s-*"
                            checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
                        """.formatted(TestEngine.unique("tell")))) {
            dogwatch.startConnected();
            Patient patient = Patient.admit(engine, "tell-outage");
            dogwatch.awaitPhase(patient.name(), "healthy");

            server.stop();
            patient.loseItsPage();
            dogwatch.await("it notices that nothing can be written", () -> dogwatch.logged("jdbc:postgresql://") > 0);
            assertThat(patient.starts()).isEqualTo(1);
            assertThat(dogwatch.restartCalls(patient.name())).isZero();

            server.start();

            assertThat(dogwatch.awaitOneIncidentClosed(patient.name())
                            .path("outcome")
                            .asText())
                    .isEqualTo("recovered");
            assertThat(patient.starts()).isEqualTo(2);
            assertThat(dogwatch.log()).noneMatch(line -> line.contains(PostgresCluster.PASSWORD));
        }
    }
}

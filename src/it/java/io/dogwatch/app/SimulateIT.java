package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short story that really happened, replayed under other policies while the service goes on. Needs root. */
class SimulateIT {

    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            watch:
              - name: "%s-*"
                %s
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: %d}}
            """;
    private static final String PREFIX = TestEngine.unique("replay2");

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH =
            RunningDogwatch.configured(ENGINE.endpoint(), RULES.formatted(PREFIX, "mode: heal", 2));

    @TempDir
    Path folder;

    private static Patient patient;

    /** Its page is lost, and it is restarted and healed, once. */
    @BeforeAll
    static void happen() {
        DOGWATCH.startConnected();
        patient = Patient.admit(ENGINE, "replay2-lost");
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        patient.loseItsPage();
        DOGWATCH.awaitOneIncidentClosed(patient.name());
        // New rows are on disk within 5 s; a shutdown writes the rest.
        DOGWATCH.terminate();
        DOGWATCH.awaitExit(RunningDogwatch.PATIENCE);
        DOGWATCH.startConnected();
        DOGWATCH.awaitPhase(patient.name(), "healthy");
    }

    @AfterAll
    static void end() {
        ENGINE.close();
        DOGWATCH.close();
    }

    @Test
    void underTheSamePolicyNothingDiffers() throws Exception {
        JsonNode target = simulated(RULES.formatted(PREFIX, "mode: heal", 2));

        assertThat(target.path("changes")).as(target.toPrettyString()).isEmpty();
        assertThat(target.path("before").path("restarts").asInt()).isEqualTo(1);
        assertThat(target.path("after").path("restarts").asInt()).isEqualTo(1);
        assertThat(target.has("estimatedFrom")).isFalse();
    }

    @Test
    void aHigherThresholdWouldHaveRestartedItLater() throws Exception {
        JsonNode target = simulated(RULES.formatted(PREFIX, "mode: heal", 8));

        assertThat(target.path("after").path("restarts").asInt())
                .as(target.toPrettyString())
                .isEqualTo(1);
        assertThat(target.path("after").path("secondsToDetect").asDouble())
                .isGreaterThan(target.path("before").path("secondsToDetect").asDouble() + 3);
        assertThat(target.path("changes")).isNotEmpty();
    }

    @Test
    void anObservedOneWouldNotHaveBeenRestarted() throws Exception {
        JsonNode target = simulated(RULES.formatted(PREFIX, "mode: observe", 2));

        assertThat(target.path("before").path("restarts").asInt()).isEqualTo(1);
        assertThat(target.path("after").path("restarts").asInt()).isZero();
        assertThat(target.path("after").path("closed").asInt()).isZero();
    }

    @Test
    void peopleGetATable() throws Exception {
        Output output = simulate(RULES.formatted(PREFIX, "mode: observe", 2));

        assertThat(output.exitCode()).isZero();
        assertThat(output.text())
                .contains("local/" + patient.name() + " ~", "1 > 0", "Decisions that differ")
                .doesNotContain("secret");
        System.out.println(output.text());
    }

    private JsonNode simulated(String rules) throws Exception {
        Output output = simulate(rules, "--json");
        assertThat(output.exitCode()).as(output.text()).isZero();
        return new ObjectMapper().readTree(output.text()).path("targets").path(0);
    }

    private record Output(int exitCode, String text) {}

    private Output simulate(String rules, String... options) throws Exception {
        Path config = Files.writeString(folder.resolve("new.yml"), rules);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/dogwatch.jar").toAbsolutePath().toString(),
                "simulate",
                "--config",
                config.toString(),
                "--history",
                DOGWATCH.data().toString(),
                "--target",
                patient.name()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}

package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.TestEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the command line says about a container that fails, and whether it then comes true. */
class ExplainIT {

    private static final String RULES = """
            defaults: {startPeriod: 1s, backoff: {initial: 6s, jitter: 0}}
            watch:
              - name: "%s-*"
            """.formatted(TestEngine.unique("expl"));

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
    void inBackoffTheNextRestartIsNamedWithItsTimeAndThenComes() throws Exception {
        Patient patient = Patient.admit(ENGINE, "expl-doomed");
        DOGWATCH.awaitPhase(patient.name(), "healthy");
        patient.doom();
        patient.crash();
        DOGWATCH.awaitPhase(patient.name(), "backing-off");

        RunningDogwatch.Said said = DOGWATCH.say("explain", patient.name(), "--json");

        assertThat(said.exitCode()).as(said.text()).isZero();
        JsonNode explanation = new ObjectMapper().readTree(said.text());
        JsonNode next = explanation.path("next").path("steps").path(0);
        assertThat(next.path("action").asText()).as(said.text()).isEqualTo("restart");
        Instant foretold = Instant.parse(next.path("at").asText());
        int attempt = next.path("attempt").asInt();
        assertThat(explanation.path("next").path("text").asText())
                .matches("in \\d+ s: restart \\(attempt " + attempt + "\\), if its state does not change");
        assertThat(explanation.path("pace").path("backoff").path("notBefore").asText())
                .isEqualTo(next.path("at").asText());
        DOGWATCH.await("it is restarted again", () -> DOGWATCH.restartCalls(patient.name()) >= attempt);
        Instant decided = decidedAfter(patient.name(), foretold.minusSeconds(1));
        assertThat(Duration.between(foretold, decided)).isBetween(Duration.ofMillis(-50), Duration.ofSeconds(2));
    }

    @Test
    void theTextIsForPeopleAndAMistypedNameGetsTheNearest() throws Exception {
        Patient patient = Patient.admit(ENGINE, "expl-well");
        DOGWATCH.awaitPhase(patient.name(), "healthy");

        RunningDogwatch.Said said = DOGWATCH.say("explain", patient.name());
        RunningDogwatch.Said mistyped = DOGWATCH.say("explain", patient.name() + "x");

        assertThat(said.text())
                .startsWith(patient.name() + " on local is HEALTHY since ")
                .contains("Next        nothing, as long as its checks pass")
                .contains("Budget      5 of 5 restarts left in 30 min");
        assertThat(mistyped.exitCode()).isEqualTo(1);
        assertThat(mistyped.text()).contains("Did you mean " + patient.name());
    }

    @Test
    void withoutADogwatchTheExitCodeIsThree() throws Exception {
        RunningDogwatch nobody = RunningDogwatch.empty();

        assertThat(nobody.say("explain", "web").exitCode()).isEqualTo(3);
        nobody.close();
    }

    /** When the first restart after this moment was decided, by the timeline of the explanation. */
    private static Instant decidedAfter(String name, Instant after) throws Exception {
        JsonNode explanation = new ObjectMapper()
                .readTree(DOGWATCH.say("explain", name, "--json").text());
        return explanation
                .path("decisions")
                .valueStream()
                .filter(fact -> fact.path("kind").asText().equals("restart-decided"))
                .map(fact -> Instant.parse(fact.path("at").asText()))
                .filter(at -> at.isAfter(after))
                .min(Instant::compareTo)
                .orElseThrow(() -> new AssertionError("no restart after " + after + " in " + explanation));
    }
}

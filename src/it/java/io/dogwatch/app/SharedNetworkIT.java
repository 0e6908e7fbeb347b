package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A container that lives in the network namespace of another one, and loses it when that one is restarted. Needs root. */
class SharedNetworkIT {

    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            watch:
              - name: "%1$s-parent"
                checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
              - name: "%1$s-child"
                checks: {site: {kind: http, port: 8080, interval: 1s, timeout: 500ms, failureThreshold: 2}}
            """.formatted(TestEngine.unique("shared"));

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
    void theChildIsRestartedAfterItsParentAndReallyWorksAgain() {
        Patient parent = Patient.admit(ENGINE, "shared-parent");
        String child = ENGINE.run(
                        "shared-child",
                        List.of("--stop-timeout", "1", "--network", "container:" + parent.name()),
                        "sh",
                        "-c",
                        "mkdir -p /tmp/www; echo child > /tmp/www/index.html; exec httpd -f -p 8080 -h /tmp/www")
                .name();
        DOGWATCH.awaitPhase(parent.name(), "healthy");
        DOGWATCH.awaitPhase(child, "healthy");
        assertThat(askedFromTheParent(parent)).isEqualTo("child");
        Instant childBegan = startedAt(child);

        parent.crash();

        JsonNode incident = DOGWATCH.awaitOneIncidentClosed(parent.name());
        assertThat(incident.path("outcome").asText()).isEqualTo("recovered");
        DOGWATCH.await("the child has been restarted", () -> startedAt(child).isAfter(childBegan));
        DOGWATCH.awaitPhase(child, "healthy");
        assertThat(startedAt(child)).isAfter(startedAt(parent.name()));
        assertThat(askedFromTheParent(parent)).isEqualTo("child");
        assertThat(DOGWATCH.restartCalls(parent.name())).isEqualTo(1);
        assertThat(DOGWATCH.restartCalls(child)).isEqualTo(1);
        DOGWATCH.await(
                "the mails about the parent are there",
                () -> DOGWATCH.mailbox().about(parent.name()).size() == 2);
        assertThat(DOGWATCH.mailbox().about(child)).isEmpty();
    }

    /** Only if both live in one namespace is the child's server at the parent's own loopback. */
    private static String askedFromTheParent(Patient parent) {
        return ENGINE.docker("exec", parent.name(), "wget", "-q", "-O", "-", "http://127.0.0.1:8080/");
    }

    private static Instant startedAt(String name) {
        return Instant.parse(ENGINE.docker("inspect", "--format", "{{.State.StartedAt}}", name));
    }
}

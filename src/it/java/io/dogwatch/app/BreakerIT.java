package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.LocalCommand;
import io.dogwatch.TestEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many containers lose their network at once, and nothing is wrong with any of them. Needs root, for the firewall. */
class BreakerIT {

    private static final int MANY = 20;
    private static final String BRIDGE = "dwbk" + ProcessHandle.current().pid() % 100_000;
    private static final String NETWORK = TestEngine.unique("breaker-net");

    private static final String RULES = """
            defaults: {startPeriod: 2s, backoff: {initial: 1s, cap: 2s}}
            breaker: {probeAfter: 10m}
            watch:
              - name: "%s-*"
                checks: {site: {kind: http, port: 80, interval: 2s, timeout: 1s, failureThreshold: 3}}
            """.formatted(TestEngine.unique("breaker"));

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH = RunningDogwatch.configured(ENGINE.endpoint(), RULES);

    private static boolean cut;

    @BeforeAll
    static void start() {
        ENGINE.docker("network", "create", "--opt", "com.docker.network.bridge.name=" + BRIDGE, NETWORK);
        DOGWATCH.startConnected();
    }

    @AfterAll
    static void stop() {
        connectAgain();
        ENGINE.close();
        ENGINE.docker("network", "rm", NETWORK);
        DOGWATCH.close();
    }

    @Test
    void twentyTargetsThatLoseTheirNetworkAtOnceAreHardlyRestartedAndOneNoticeIsGiven() {
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            patients.add(Patient.admit(ENGINE, "breaker-" + i, "--network", NETWORK));
        }
        for (Patient patient : patients) {
            DOGWATCH.awaitPhase(patient.name(), "healthy");
        }

        cutOff();

        DOGWATCH.await("restarts are held", () -> told().contains("breaker_opened"));
        for (Patient patient : patients) {
            DOGWATCH.await(
                    patient.name() + " is held",
                    () -> DOGWATCH.target(patient.name())
                            .path("reason")
                            .asText()
                            .equals("breaker-open"));
        }
        long restarts = restarts(patients);
        assertThat(restarts).isLessThanOrEqualTo(3);
        // Longer than any backoff: were restarts not held, each would have been restarted again and again.
        Instant longEnough = Instant.now().plusSeconds(8);
        for (Patient patient : patients) {
            DOGWATCH.await(
                    patient.name() + " is still probed",
                    () -> probedAt(patient.name()).isAfter(longEnough));
        }
        assertThat(restarts(patients)).isEqualTo(restarts);

        connectAgain();

        for (Patient patient : patients) {
            DOGWATCH.awaitPhase(patient.name(), "healthy");
        }
        DOGWATCH.await("restarts are resumed", () -> told().contains("breaker_closed"));
        assertThat(restarts(patients)).isEqualTo(restarts);
        assertThat(told()).containsExactly("breaker_opened", "breaker_closed");
        long toldOfTheirOwn = patients.stream()
                .filter(patient -> !DOGWATCH.mailbox().about(patient.name()).isEmpty())
                .count();
        assertThat(toldOfTheirOwn).isLessThanOrEqualTo(3);
    }

    private static Instant probedAt(String name) {
        for (JsonNode check : DOGWATCH.target(name).path("checks")) {
            if (check.path("name").asText().equals("site")
                    && check.path("lastProbeAt").isTextual()) {
                return Instant.parse(check.path("lastProbeAt").asText());
            }
        }
        return Instant.EPOCH;
    }

    private static void cutOff() {
        cut = true;
        LocalCommand.run(List.of("iptables", "-w", "-I", "OUTPUT", "-o", BRIDGE, "-p", "tcp", "-j", "DROP"));
    }

    private static void connectAgain() {
        if (cut) {
            cut = false;
            LocalCommand.run(List.of("iptables", "-w", "-D", "OUTPUT", "-o", BRIDGE, "-p", "tcp", "-j", "DROP"));
        }
    }

    private static long restarts(List<Patient> patients) {
        return patients.stream()
                .mapToLong(patient -> DOGWATCH.restartCalls(patient.name()))
                .sum();
    }

    private static List<String> told() {
        return DOGWATCH.mailbox().kindsAbout("breaker");
    }
}

package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the command line finds at the ports of containers that nobody has named. */
class SuggestIT {

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH =
            RunningDogwatch.configured(ENGINE.endpoint(), "defaults: {startPeriod: 1s}\n");

    @BeforeAll
    static void start() {
        DOGWATCH.startConnected();
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        DOGWATCH.close();
    }

    private static String run(String name, List<String> options, String script) {
        String its = ENGINE.run(name, options, "/bin/sh", "-c", script).name();
        DOGWATCH.awaitPhase(its, "healthy");
        return its;
    }

    @Test
    void aSiteIsFoundWithItsHealthPathAndTheRuleCanBePasted() throws Exception {
        String site = run("sugg-site", List.of("--expose", "8080", "--expose", "9999"), """
                mkdir /www; echo ok > /www/healthz; exec /bin/httpd -f -p 8080 -h /www""");

        RunningDogwatch.Said said = awaitPort(site, "8080/tcp  responds to GET /healthz with success");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("9999/tcp  nothing listens on ").contains("""
                For config.yml:

                watch:
                  - name: %s
                    checks:
                      http-8080: {kind: http, path: /healthz, port: 8080}
                """.formatted(site));
    }

    @Test
    void labelsAreWrittenForAComposeFile() throws Exception {
        String plain = run("sugg-tcp", List.of("--expose", "7000"), "exec /bin/nc -ll -p 7000 -e /bin/cat");

        awaitPort(plain, "7000/tcp  accepts");
        RunningDogwatch.Said said = DOGWATCH.say("suggest", "--labels", plain);

        assertThat(said.text()).contains("For the Compose file:").contains("      dogwatch.check.tcp.port: \"7000\"");
    }

    @Test
    void whatExposesNothingIsSaidSo() throws Exception {
        String quiet = run("sugg-quiet", List.of(), "sleep 1000");

        assertThat(DOGWATCH.say("suggest", quiet).text())
                .contains("observed: not selected by a rule or label")
                .contains("It exposes no TCP port");
        assertThat(DOGWATCH.say("suggest").text()).contains(quiet);
    }

    /** The server in the container may begin to listen a little after the container runs. */
    private static RunningDogwatch.Said awaitPort(String name, String found) throws Exception {
        RunningDogwatch.Said[] last = {DOGWATCH.say("suggest", name)};
        DOGWATCH.await(found, () -> {
            try {
                last[0] = DOGWATCH.say("suggest", name);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return last[0].text().contains(found);
        });
        return last[0];
    }
}

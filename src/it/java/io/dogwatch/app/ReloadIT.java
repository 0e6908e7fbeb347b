package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.auth.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configuration is changed while Dogwatch runs. Needs root, since a container's process is killed. */
@Timeout(240)
class ReloadIT {

    private static final String WEB = TestEngine.unique("reload-web");

    /** @param more keys of the rule */
    private static String rule(String more) {
        return """
                defaults: {startPeriod: 2s, backoff: {initial: 1s}}
                watch:
                  - name: "%s"
                    budget: {restarts: 4}
                    checks: {site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 2}}
                    %s
                """.formatted(WEB, more);
    }

    private final TestEngine engine = TestEngine.connect();
    private final RunningDogwatch dogwatch = RunningDogwatch.configured(engine.endpoint(), "");

    @AfterEach
    void end() {
        dogwatch.close();
        engine.close();
    }

    @Test
    void aRuleThatIsAddedHealsAndABadFileChangesNothingAndABudgetIsKept() throws Exception {
        dogwatch.startConnected();
        Patient web = Patient.admit(engine, "reload-web");
        web.loseItsPage();
        dogwatch.await("it is in observe mode", () -> mode().equals("observe"));

        dogwatch.reconfigure(rule(""));

        dogwatch.await("it is restarted", () -> dogwatch.restartCalls(WEB) == 1);
        dogwatch.awaitPhase(WEB, "healthy");
        assertThat(budgetLeft()).isEqualTo(3);

        dogwatch.reconfigure(rule("nmae: typo"));

        dogwatch.await(
                "it is refused", () -> dogwatch.metrics().contains("dogwatch_config_last_reload_successful 0.0"));
        assertThat(dogwatch.json("api/v1/reload").path("accepted").asBoolean(true))
                .isFalse();
        assertThat(dogwatch.json("api/v1/reload").path("faults").toString())
                .contains("nmae")
                .contains("name");
        dogwatch.await("people are told", () -> dogwatch.logged("rejected configuration: mail sent") == 1);
        assertThat(dogwatch.mailbox().subjects()).anyMatch(one -> one.endsWith("changed configuration rejected"));
        RunningDogwatch.Said refused = dogwatch.say("reload");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("nmae").contains("The previous configuration remains active");
        assertThat(mode()).isEqualTo("heal");

        dogwatch.reconfigure(rule("restartDelay: 1s") + "resyncInterval: 20s\n");

        dogwatch.await(
                "it is in force",
                () -> dogwatch.json("api/v1/reload").path("accepted").asBoolean());
        RunningDogwatch.Said accepted = dogwatch.say("reload");
        assertThat(accepted.exitCode()).as(accepted.text()).isZero();
        assertThat(accepted.text()).contains("Needs a restart: resyncInterval");
        assertThat(dogwatch.metrics()).contains("dogwatch_config_last_reload_successful 1.0");
        assertThat(budgetLeft()).isEqualTo(3);
        web.crash();
        dogwatch.await("it is restarted again", () -> dogwatch.restartCalls(WEB) == 2);
        dogwatch.awaitPhase(WEB, "healthy");
        assertThat(budgetLeft()).isEqualTo(2);
        assertThat(dogwatch.logged("dogwatch starts")).isEqualTo(1);
    }

    @Test
    void aTokenIsGoodOnceItsLineIsSavedAndNoLongerThanItIsThere() throws Exception {
        RunningDogwatch guarded = RunningDogwatch.empty();
        try (guarded) {
            guarded.configure(tokens(guarded, "first"));
            guarded.launch();
            guarded.await("it knows the first token", () -> status(guarded, "first") == 200);
            assertThat(status(guarded, "second")).isEqualTo(401);

            guarded.configure(tokens(guarded, "second"));

            guarded.await("it knows the second token", () -> status(guarded, "second") == 200);
            assertThat(status(guarded, "first")).isEqualTo(401);
        }
    }

    private String tokens(RunningDogwatch of, String token) {
        return """
                hosts: {local: {endpoint: "%s"}}
                store: {dataDir: "%s"}
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                auth: {tokens: [{name: program, role: viewer, hash: "%s"}]}
                """.formatted(engine.endpoint(), of.data(), of.port(), Token.hash(token));
    }

    /** Of its API's answer to whoever shows this token; 0 without any. */
    private static int status(RunningDogwatch of, String token) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of.port() + "/api/v1/hosts"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private String mode() {
        return dogwatch.target(WEB).at("/policy/mode").asText();
    }

    private int budgetLeft() {
        String line = dogwatch.metrics()
                .lines()
                .filter(one -> one.startsWith("dogwatch_target_restart_budget_remaining{") && one.contains(WEB))
                .findFirst()
                .orElseThrow();
        return (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}

package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A configuration that cannot be right starts nothing, and says all that is wrong with it. Needs no engine. */
class ConfigurationFaultsIT {

    @Test
    void unknownKeysAndImpossibleValuesAreAllToldAtOnceAndNothingIsStarted() {
        try (RunningDogwatch dogwatch = RunningDogwatch.configured("unix:///nowhere/docker.sock", """
                defaults: {startPeriod: 2 parsecs}
                watch:
                  - name: web
                    cheks: {}
                    checks: {site: {kind: http, port: 99999, interval: 1s, timeout: 5s}}
                mial: {to: [ops@example.org]}
                """)) {
            dogwatch.launch();

            assertThat(dogwatch.awaitExit(RunningDogwatch.PATIENCE)).isEqualTo(2);
            dogwatch.await("all is told", () -> dogwatch.logged("mial") > 0);
            String told = String.join("\n", dogwatch.log());
            assertThat(told)
                    .contains("defaults.startPeriod", "2 parsecs")
                    .contains("cheks", "checks")
                    .contains("watch[0].checks.site.port", "99999", "65535")
                    .contains("watch[0].checks.site.timeout", "5s")
                    .contains("mial", "mail")
                    .doesNotContain("\tat ");
            assertThat(dogwatch.data()).doesNotExist();
        }
    }

    @Test
    void aFileThatIsNoYamlIsToldWithItsPlaceAndNothingIsStarted() {
        try (RunningDogwatch dogwatch =
                RunningDogwatch.configured("unix:///nowhere/docker.sock", "watch: [ {name: web\n")) {
            dogwatch.launch();

            assertThat(dogwatch.awaitExit(RunningDogwatch.PATIENCE)).isEqualTo(2);
            dogwatch.await("it is told", () -> dogwatch.logged("invalid YAML") > 0);
            assertThat(String.join("\n", dogwatch.log()))
                    .contains("invalid YAML", "(line 10)")
                    .doesNotContain("\tat ");
            assertThat(dogwatch.data()).doesNotExist();
        }
    }
}

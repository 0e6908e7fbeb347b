package io.dogwatch.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.config.ConfigurationFaultsException;
import io.dogwatch.config.PolicyTestReader;
import io.dogwatch.config.Settings;
import io.dogwatch.replay.policytest.PolicyTest;
import io.dogwatch.replay.policytest.TestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTestFilesTest {

    private static final String WATCH = "watch: {name: web, checks: {site: {kind: http, port: 80}}}\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    at 10s: user stopps it      | given[0]: "user stopps it" is not understood; did you mean "user stops it"? allowed: running
                    at 10s: container stops now   | given[0]: "container stops now" is not understood; did you mean "user stops it"? allowed: running
                    at 10s: sitee fails           | given[0]: "sitee" is not a check that can be probed; did you mean "site"? (line 3)
                    at 10s: site fails with timeout| given[0]: "timeout" is not a cause; did you mean "timed-out"? (line 3)
                    at 10: running                | given[0]: "10" is not a duration; allowed: such as 250ms, 10s, 1h30m or 2d
                    after 10s: running            | given[0]: "after 10s" is not a time; allowed: at and a duration
                    at 1s: site fails 100001 times every 1s | given[0]: too much happens; allowed: 100000 moments (line 3)
                    """)
    void anInvalidStepIsReportedWithItsLocation(String given, String message) {
        assertThatThrownBy(() -> read(WATCH + "given:\n  - " + given + "\nexpect: [nothing else]\n"))
                .isInstanceOf(ConfigurationFaultsException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    at 10s: restrat               | expect[0]: "restrat" is not a phase or a decision; did you mean "restart"? (line 4)
                    at the end: helthy            | expect[0]: "helthy" is not a phase; did you mean "healthy"? (line 4)
                    at 5s: failing because weather| expect[0]: "weather" is not a reason; allowed: all-checks-pass
                    never: healthy                | expect[0]: "healthy" is not a decision; allowed: closed, escalated
                    in all: many restarts         | expect[0]: "many restarts" is not a count of decisions; allowed: such as 2 restarts (line 4)
                    sometimes: restart            | expect[0]: "sometimes" is not understood; allowed: at the end
                    """)
    void anInvalidExpectationIsReportedWithItsLocation(String expect, String message) {
        assertThatThrownBy(() -> read(WATCH + "given: [{at 0s: running}]\nexpect:\n  - " + expect + "\n"))
                .isInstanceOf(ConfigurationFaultsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theWatchIsParsedAsStrictlyAsTheConfiguration() {
        assertThatThrownBy(() -> read("watch: {name: web, checks: {site: {kind: http, prot: 80}}}\nwhy: not\n"))
                .isInstanceOf(ConfigurationFaultsException.class)
                .hasMessageContaining("watch.checks.site.prot: unknown key; did you mean \"port\"? (line 1)")
                .hasMessageContaining("why: unknown key")
                .hasMessageContaining("given: is required")
                .hasMessageContaining("expect: is required");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> files().read(folder.resolve("none.yml")))
                .isInstanceOf(ConfigurationFaultsException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void aMismatchNamesItsLineWhatWasDecidedThenAndWhereElse() throws Exception {
        TestResult result = read(WATCH + """
                given:
                  - at 0s: running
                  - at 10s: site fails 3 times every 10s
                expect:
                  - at 20s: opened, restart
                """).run();

        assertThat(result.passed()).isFalse();
        assertThat(result.mismatches()).singleElement().satisfies(mismatch -> {
            assertThat(mismatch.expected().line()).isEqualTo(6);
            assertThat(mismatch.expected().text()).isEqualTo("at 20s: opened, restart");
            assertThat(mismatch.instead())
                    .isEqualTo("decided then: nothing; elsewhere: opened at 30 s, restart at 30 s");
        });
    }

    @Test
    void unexpectedDecisionsAreReportedInAStrictTest() throws Exception {
        TestResult result = read(WATCH + """
                given:
                  - at 0s: running
                  - at 10s: dies with 1
                expect:
                  - in all: 1 restart
                  - nothing else
                """).run();

        assertThat(result.mismatches())
                .extracting(TestResult.Mismatch::instead)
                .containsExactly("also decided: opened at 10 s");
    }

    @Test
    void theRulesMayStandInAConfigurationFile() throws Exception {
        Path file = Files.writeString(folder.resolve("test.yml"), """
                config: config.yml
                container: {name: web, labels: {dogwatch.mode: heal}}
                given: [{at 0s: running}, {at 10s: dies with 1}]
                expect: [{at 10s: "opened, restart"}]
                """);
        Path config = folder.resolve("config.yml");
        PolicyTestReader reader = new PolicyTestReader(Map.of(), named -> {
            assertThat(named).isEqualTo(config);
            return Settings.DEFAULT;
        });

        assertThat(new PolicyTestFiles(reader).read(file).run().passed()).isTrue();
    }

    private PolicyTest read(String text) throws Exception {
        return files().read(Files.writeString(folder.resolve("test.yml"), text));
    }

    private static PolicyTestFiles files() {
        return new PolicyTestFiles(new PolicyTestReader(Map.of(), other -> Settings.DEFAULT));
    }
}

package io.dogwatch.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.config.PolicyTestReader;
import io.dogwatch.config.Settings;
import io.dogwatch.replay.policytest.TestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for operators are tests of ours. */
class PolicyExamplesTest {

    private static final Path FOLDER = Path.of("examples/policies");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void comesOutAsExpected(Path file) throws Exception {
        TestResult result = new PolicyTestFiles(new PolicyTestReader(Map.of(), other -> Settings.DEFAULT))
                .read(file)
                .run();

        assertThat(result.passed()).as(report(file, result)).isTrue();
    }

    private static String report(Path file, TestResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TestReport(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(file.toString(), result);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

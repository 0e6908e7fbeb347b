package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One file per mistake, {@code invalid-*.yml}, and beside it a {@code .txt} with the exact faults, one a line. */
class InvalidFilesTest {

    private static final Path FOLDER = Path.of("src/test/resources/config");

    @TestFactory
    Stream<DynamicTest> everyMistakeHasItsExactMessage() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Path expected = FOLDER.resolve(file.getFileName().toString().replace(".yml", ".txt"));
                    assertThat(String.join("\n", Texts.faults(Files.readString(file))))
                            .isEqualTo(Files.readString(expected).stripTrailing());
                }));
    }

    @Test
    void thereAreAtLeastTwentyMistakes() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.getFileName().toString().matches("invalid-.*\\.yml"))
                    .sorted()
                    .toList();
        }
    }
}

package io.dogwatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineRedactionTest {

    private static final String OF_KEY = "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V";

    @Test
    void aSecretInALineIsTakenOut() {
        assertThat(clean("DB_PASSWORD=hunter2 and more")).containsExactly("DB_PASSWORD=[redacted] and more");
    }

    @Test
    void aPrivateKeyOverManyLinesIsTakenOutAndNothingBehindIt() {
        assertThat(clean(
                        "before",
                        "key: -----BEGIN EC PRIVATE KEY-----",
                        "shortline",
                        "-----END EC PRIVATE KEY-----",
                        "behind"))
                .containsExactly("before", "key: [redacted]", "[redacted]", "[redacted]", "behind");
    }

    @Test
    void aKeyWhoseBeginningCameBeforeTheFirstLineIsTakenOut() {
        assertThat(clean(OF_KEY, "2026-11-24 " + OF_KEY, "usual", OF_KEY))
                .containsExactly("[redacted]", "[redacted]", "usual", OF_KEY);
    }

    @Test
    void aHashInTheFirstLineIsNoKey() {
        String pulled = "pulled sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

        assertThat(clean(pulled)).containsExactly(pulled);
    }

    @Test
    void aKeyThatNeverEndsHidesNotMoreThanAKeyCanHave() {
        LineRedaction redaction = new LineRedaction(new Redaction(List.of()));
        redaction.of("-----BEGIN PRIVATE KEY-----");

        List<String> shown = IntStream.range(0, 300)
                .mapToObj(i -> redaction.of("x".repeat(64)))
                .toList();

        assertThat(shown.getFirst()).isEqualTo("[redacted]");
        assertThat(shown.getLast()).isEqualTo("x".repeat(64));
    }

    private static List<String> clean(String... lines) {
        LineRedaction redaction = new LineRedaction(new Redaction(List.of()));
        return Stream.of(lines).map(redaction::of).toList();
    }
}

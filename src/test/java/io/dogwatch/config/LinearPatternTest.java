package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL",
                "^220 ",
                "\"GET / HTTP/1\\.[01]\" 200",
                "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
                "[0-9a-f]{64} [0-9a-f]{64}",
                "(a|b)*c{2,}",
                "[]{}(]+",
                "\\{x\\}"
            })
    void ordinaryPatternsAreFine(String pattern) {
        assertThat(LinearPattern.fault(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{0,20}){0,20}){0,20}){0,20}){0,20}",
                "((a{100}){100}){100}",
                "(((a{30}b){30}c){30}d)",
                "(?:(?:\\pL{50}){50}){50}"
            })
    void patternsThatUnfoldWithoutMeasureAreRefused(String pattern) {
        assertThat(LinearPattern.fault(pattern))
                .hasValueSatisfying(why -> assertThat(why).contains("too large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{1001}", "*", "(?=x)", "\\1", "x)", "\\"})
    void whatIsNoRe2PatternIsRefused(String pattern) {
        assertThat(LinearPattern.fault(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1C80",
                "(?i:[\u1C88])",
                "(?i)[a-😀]",
                "x(?s-i)(?i)[^\\x{1C7F}-\\x{1C90}]",
                "(?si)\\x{1c85}",
                "(?i)[--\uFFFF]",
                "(?i)[a-\\😀]"
            })
    void whatWouldNeverBeDoneCompilingIsRefused(String pattern) {
        assertThat(LinearPattern.fault(pattern))
                .hasValueSatisfying(why -> assertThat(why).contains("case-insensitive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-😀]", "\u1C80", "(?i)straße", "(?i)[а-я]+-ошибка", "(?i)😀", "(?i)[^a-z]\\x{1F600}"})
    void lettersOfAnyScriptAreFineOtherwise(String pattern) {
        assertThat(LinearPattern.fault(pattern)).isEmpty();
    }

    @Test
    void whateverIsAcceptedIsDoneCompiling() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] pieces = {
            "(?i)",
            "(?i:",
            "(?-i)",
            ")",
            "[",
            "]",
            "^",
            "-",
            "\\-",
            "\\",
            "a",
            "😀",
            "\u1C84",
            "\\x{1C80}",
            "\\x{2000}",
            "{"
        };
        int[] accepted = {0};

        for (int i = 0; i < 5_000; i++) {
            String pattern = Stream.generate(() -> pieces[random.nextInt(pieces.length)])
                    .limit(1 + random.nextInt(7))
                    .collect(Collectors.joining());
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> accepted[0] += LinearPattern.fault(pattern).isEmpty() ? 1 : 0,
                    () -> "seed " + seed + " pattern " + pattern);
        }

        assertThat(accepted[0]).isGreaterThan(500);
    }
}

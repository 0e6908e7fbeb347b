package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

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
}

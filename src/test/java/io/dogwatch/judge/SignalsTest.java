package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of signals, as images and Compose files declare them. */
class SignalsTest {

    @ParameterizedTest
    @CsvSource({
        "SIGTERM, 15",
        "term, 15",
        "15, 15",
        "' SIGUSR1 ', 10",
        "SIGQUIT, 3",
        "SIGPWR, 30",
        "SIGRTMIN, 34",
        "SIGRTMIN+3, 37",
        "RTMAX-2, 62",
        "RTMAX, 64",
        "SIGNONE, 0",
        "'', 0",
        "RTMIN-1, 0",
        "150, 0"
    })
    void aSignalHasItsNumberAndAnUnknownOneHasNone(String name, int number) {
        assertThat(Signals.number(name)).isEqualTo(number);
    }
}

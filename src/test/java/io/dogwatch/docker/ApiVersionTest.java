package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ApiVersionTest {

    @ParameterizedTest(name = "an engine of {0} that still speaks {1} is spoken to in {2}")
    @CsvSource({"1.41, 1.12, 1.41", "1.43, 1.12, 1.43", "1.44, 1.24, 1.44", "1.45, 1.24, 1.44", "1.52, 1.44, 1.44"})
    void theNewestThatBothSpeakIsUsed(String newest, String oldest, String used) {
        assertThat(ApiVersion.common("x", version(newest), version(oldest))).hasToString(used);
    }

    @ParameterizedTest
    @CsvSource({"1.40, 1.12, 1.41 (engine 20.10) or newer", "1.60, 1.45, upgrade Dogwatch", "2.0, 2.0, upgrade Dogwatch"
    })
    void noneInCommonIsSaidWithWhatToDo(String newest, String oldest, String advice) {
        assertThatThrownBy(() -> ApiVersion.common("19.03", version(newest), version(oldest)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.REJECTED))
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.41.1", "v1.41", "1.x", "99999.1"})
    void otherTextIsNoVersion(String text) {
        assertThat(ApiVersion.parse(text)).isEmpty();
    }

    private static ApiVersion version(String text) {
        return ApiVersion.parse(text).orElseThrow();
    }
}

package io.dogwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({
        "web, 3",
        "数据库, 6",
        "ｗｅｂ, 6",
        "한국, 4",
        "e\u0301, 1",
        "🐶, 2",
        "ﾃｽﾄ, 3",
        "Ümläut…, 7",
        "a\u001B[31mred\u001B[0mb, 5"
    })
    void aMailUsesTheWidthOfTheTerminal(String text, int cells) {
        assertThat(DisplayWidth.of(text)).isEqualTo(cells);
    }

    @Test
    void whatIsTooLongEndsInAnEllipsisWithinTheRoom() {
        assertThat(DisplayWidth.cut("数据库", 6)).isEqualTo("数据库");
        assertThat(DisplayWidth.cut("数据库", 5)).isEqualTo("数据…");
        assertThat(DisplayWidth.cut("数据库", 4)).isEqualTo("数…");
        assertThat(DisplayWidth.cut("web", 1)).isEqualTo("…");
        assertThat(DisplayWidth.cut("web", 0)).isEmpty();
    }
}

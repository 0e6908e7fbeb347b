package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import org.junit.jupiter.api.Test;

/** What is wrong, in one line. */
class FailureTest {

    @Test
    void aCheckIsNamedByKindAndName() {
        assertThat(failure("site", "http", "500", 3, 3, 3)).isEqualTo("http site: 500 (3 of 3)");
    }

    @Test
    void aCheckNamedAfterItsKindIsNamedOnce() {
        assertThat(failure("http", "http", "500", 3, 3, 3)).isEqualTo("http: 500 (3 of 3)");
    }

    @Test
    void beyondTheThresholdTheLineShowsTheNumberInARow() {
        assertThat(failure("site", "http", "500", 4, 3, 3)).isEqualTo("http site: 500 (4 in a row)");
    }

    @Test
    void aThresholdOfOneShowsNoCount() {
        assertThat(failure("state", "state", "exited with code 1", 1, 1, 1)).isEqualTo("state: exited with code 1");
    }

    @Test
    void theLineShowsTheSilence() {
        assertThat(failure("site", "http", "500", 3, 3, 5)).isEqualTo("http site: 500 (3 of the last 5)");
    }

    @Test
    void withoutADetailTheLineShowsTheCause() {
        assertThat(failure("door", "tcp", "", 3, 3, 3))
                .isEqualTo("tcp door: " + Cause.TIMED_OUT.meaning() + " (3 of 3)");
    }

    private static String failure(String check, String kind, String detail, int count, int threshold, int window) {
        return new Failure(check, kind, Cause.TIMED_OUT, detail, count, threshold, window).line();
    }
}

package io.dogwatch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "VIEWER, VIEWER, true", "VIEWER, OPERATOR, false", "VIEWER, ADMIN, false",
        "OPERATOR, VIEWER, true", "OPERATOR, OPERATOR, true", "OPERATOR, ADMIN, false",
        "ADMIN, VIEWER, true", "ADMIN, OPERATOR, true", "ADMIN, ADMIN, true"
    })
    void aRoleMayDoWhatTheLesserOnesMay(Role has, Role needed, boolean may) {
        assertThat(has.covers(needed)).isEqualTo(may);
    }

    @Test
    void nobodyMayDoNothing() {
        for (Role needed : Role.values()) {
            assertThat(Caller.ANONYMOUS.may(needed)).isFalse();
        }
        assertThat(Caller.ANONYMOUS.wrote("")).isFalse();
    }

    @Test
    void twoProcessesSealDifferently() {
        CsrfTokens seal = new CsrfTokens();

        assertThat(seal.of("a")).isEqualTo(seal.of("a")).isNotEqualTo(seal.of("b"));
        assertThat(new CsrfTokens().of("a")).isNotEqualTo(seal.of("a"));
    }
}

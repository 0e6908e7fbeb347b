package io.dogwatch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @ParameterizedTest
    @CsvSource({
        // From test.c of the reference implementation of Argon2, from libxcrypt, and from the tests of jBCrypt.
        "password, $argon2id$v=19$m=65536;t=2;p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "Tr0ub4dor&3, $2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK",
        "a, $2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u"
    })
    void whatOthersHaveHashedIsRecognised(String password, String written) {
        PasswordHash hash = PasswordHash.read(written.replace(';', ',')).orElseThrow();

        assertThat(hash.fits(password)).isTrue();
        assertThat(hash.fits(password + "x")).isFalse();
        assertThat(hash.fits("")).isFalse();
    }

    @Test
    void aNewOneFitsItsPasswordAloneAndIsNeverTheSame() {
        PasswordHash hash = PasswordHash.of("correct horse ü");

        assertThat(PasswordHash.read(hash.text())).hasValue(hash);
        assertThat(hash.fits("correct horse ü")).isTrue();
        assertThat(hash.fits("correct horse u")).isFalse();
        assertThat(hash.text()).startsWith("$argon2id$v=19$m=9216,t=4,p=1$");
        assertThat(PasswordHash.of("correct horse ü")).isNotEqualTo(hash);
        assertThat(hash).hasToString("PasswordHash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "5ebe2294ecd0e0f08eab7690d2a6ee69",
                "$1$abcdefgh$ijklmnopqrstuvwxyz",
                // bcrypt, one step too cheap and one too dear
                "$2b$09$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK",
                "$2b$15$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK",
                // Argon2id too weak, with too much memory, of another kind, and cut off
                "$argon2id$v=19$m=7167,t=5,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void tooWeakOrTooExpensiveHashesAreInvalid(String written) {
        assertThat(PasswordHash.read(written)).isEmpty();
    }

    @Test
    void sevenMebibytesAndFiveTimesIsTheLeast() {
        assertThat(PasswordHash.read(
                        "$argon2id$v=19$m=7168,t=5,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isPresent();
    }
}

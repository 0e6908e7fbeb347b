package io.dogwatch.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DB_PASSWORD=hunter2 next | DB_PASSWORD=[redacted] next",
                "{\"apiKey\": \"abc123\", \"a\": 1} | {\"apiKey\": \"[redacted]\", \"a\": 1}",
                "Authorization: Bearer abcdef0123456789 | Authorization: Bearer [redacted]",
                "postgres://app:s3cr3t@db:5432/x | postgres://app:[redacted]@db:5432/x",
                "key AKIAABCDEFGHIJKLMNOP used | key [redacted] used",
                "GET / HTTP/1.1 200 | GET / HTTP/1.1 200",
            })
    void secretsAreTakenOutAndTheRestStays(String text, String clean) {
        assertThat(new Redaction(List.of()).of(text)).isEqualTo(clean);
    }

    @Test
    void theOperatorsPatternsTakeOutTheirWholeMatch() {
        assertThat(new Redaction(List.of("(customer)-([0-9]+)")).of("for customer-4711 and $1"))
                .isEqualTo("for [redacted] and $1");
    }
}

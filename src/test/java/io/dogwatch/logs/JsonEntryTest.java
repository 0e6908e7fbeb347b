package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEntryTest {

    private static Optional<JsonEntry> read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonEntry.read(bytes, 0, bytes.length);
    }

    private static String text(JsonEntry entry) {
        return new String(entry.text(), StandardCharsets.UTF_8);
    }

    private static String entry(String log) {
        return "{\"log\":\"" + log + "\",\"stream\":\"stderr\",\"time\":\"2026-03-01T12:00:00.5Z\"}";
    }

    @Test
    void anEntryHasTextStreamAndTime() {
        JsonEntry entry = read(entry("FATAL\\n")).orElseThrow();

        assertThat(text(entry)).isEqualTo("FATAL");
        assertThat(entry.endsLine()).isTrue();
        assertThat(entry.source()).isEqualTo(LogLine.Source.STDERR);
        assertThat(entry.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00.5Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a\\u003cb\\u003e\\u0026      | a<b>&
                    \\"quoted\\" and \\\\         | "quoted" and \\
                    \\ud83d\\ude00               | 😀
                    \\ud83d alone                | � alone
                    \\ude00\\ud83d               | ��
                    caf\\u00e9 😀                | café 😀
                    """)
    void escapesAreTakenOut(String log, String text) {
        assertThat(text(read(entry(log)).orElseThrow())).isEqualTo(text);
    }

    @Test
    void aBackslashBeforeTheLettersNIsNoLineFeed() {
        assertThat(read(entry("path\\\\n")).orElseThrow().endsLine()).isFalse();
        assertThat(read(entry("path\\\\\\n")).orElseThrow().endsLine()).isTrue();
    }

    @Test
    void attributesAndAnotherOrderAreUnderstood() {
        String attributes = "{\"log\":\"x\\n\",\"stream\":\"stdout\",\"attrs\":{\"time\":\"no\\\"\"},"
                + "\"time\":\"2026-03-01T12:00:00Z\"}";
        String otherwise = "{\"time\":\"2026-03-01T12:00:00Z\", \"stream\":\"stderr\", \"log\":\"y\\n\"}";

        assertThat(text(read(attributes).orElseThrow())).isEqualTo("x");
        assertThat(text(read(otherwise).orElseThrow())).isEqualTo("y");
        assertThat(read(otherwise).orElseThrow().source()).isEqualTo(LogLine.Source.STDERR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"log\":\"",
                "{\"log\":\"x\\",
                "not json",
                "[]",
                "{\"log\":5,\"time\":\"2026-03-01T12:00:00Z\"}",
                "{\"log\":\"x\\n\",\"stream\":\"stdout\",\"time\":\"yesterday\"}"
            })
    void whatIsNoEntryIsNone(String torn) {
        assertThat(read(torn)).isEmpty();
    }

    @Test
    void noBytesMakeItThrow() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] whole = entry("a\\\\b\\u00e9\\ud83d\\ude00\\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : 0;
            assertThat(JsonEntry.read(bytes, from, bytes.length))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00.1Z",
                "2026-12-31T23:59:59.12Z",
                "2024-02-29T00:00:00.123Z",
                "2026-03-01T12:00:00.1234Z",
                "2026-03-01T12:00:00.12345Z",
                "2026-03-01T12:00:00.123456Z",
                "2026-03-01T12:00:00.1234567Z",
                "2026-03-01T12:00:00.12345678Z",
                "2026-03-01T12:00:00.123456789Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-03-01T12:00:00.5+01:00"
            })
    void stampsHaveNoneToNineDigits(String stamp) {
        byte[] bytes = stamp.getBytes(StandardCharsets.US_ASCII);

        assertThat(LogStamp.read(bytes, 0, bytes.length)).contains(Instant.parse(stamp));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-03-01 12:00:00Z",
                "Z",
                "2026-03-01T12:00:0xZ",
                "2026-03-01T12:00:00.1234567890Z"
            })
    void whatIsNoTimeIsNone(String stamp) {
        byte[] bytes = stamp.getBytes(StandardCharsets.US_ASCII);

        assertThat(LogStamp.read(bytes, 0, bytes.length)).isEmpty();
    }
}

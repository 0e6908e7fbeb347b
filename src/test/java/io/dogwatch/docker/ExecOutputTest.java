package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The output of a command is put together from the engine's frames. */
@NullMarked
class ExecOutputTest {

    @Test
    void bothStreamsComeTogetherHoweverTheBytesAreCut() throws IOException {
        byte[] bytes = frames("err\n", "hi\n", "", "end");
        for (int step = 1; step <= bytes.length; step++) {
            ExecOutput output = new ExecOutput(100);
            for (int at = 0; at < bytes.length; at += step) {
                byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step));
                output.accept(part, part.length);
            }

            assertThat(output.text()).isEqualTo("err\nhi\nend");
            assertThat(output.isCut()).isFalse();
        }
    }

    @Test
    void theBeginningIsKeptAndTheRestIsReadAndDropped() throws IOException {
        ExecOutput exact = new ExecOutput(8);
        exact.readAll(new ByteArrayInputStream(frames("1234", "5678")));
        ExecOutput more = new ExecOutput(7);
        more.readAll(new ByteArrayInputStream(frames("1234", "5678", "9".repeat(100_000))));

        assertThat(exact.text()).isEqualTo("12345678");
        assertThat(exact.isCut()).isFalse();
        assertThat(more.text()).isEqualTo("1234567");
        assertThat(more.isCut()).isTrue();
    }

    @Test
    void whatIsNoFrameIsRefused() {
        ExecOutput output = new ExecOutput(100);

        assertThatThrownBy(() ->
                        output.readAll(new ByteArrayInputStream("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class);
    }

    private static byte[] frames(String... payloads) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String payload : payloads) {
            int length = payload.length();
            frames.writeBytes(new byte[] {
                (byte) (1 + length % 2),
                0,
                0,
                0,
                (byte) (length >> 24),
                (byte) (length >> 16),
                (byte) (length >> 8),
                (byte) length
            });
            frames.writeBytes(payload.getBytes(StandardCharsets.US_ASCII));
        }
        return frames.toByteArray();
    }
}

package io.dogwatch.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class LogDecoderTest {

    private static final String STAMP = "2026-11-24T06:10:50.123456789Z";
    private static final String LATER = "2026-11-24T06:10:51.000000001Z";
    private static final Instant AT = Instant.parse(STAMP);

    @Test
    void aFrameWithALineFeedIsALineWithItsTime() throws IOException {
        assertThat(lines(false, frame(1, STAMP + " hello\n"))).containsExactly(out(AT, "hello"));
    }

    @Test
    void aHeaderThatIsSplitBetweenTwoReadsIsPutTogether() throws IOException {
        byte[] bytes = frame(2, STAMP + " hello\n");

        for (int cut = 1; cut < bytes.length; cut++) {
            List<LogLine> lines = new ArrayList<>();
            LogDecoder decoder = new LogDecoder(false, lines::add);
            decoder.accept(bytes, 0, cut);
            decoder.accept(bytes, cut, bytes.length - cut);
            decoder.end();
            assertThat(lines).containsExactly(new LogLine(AT, LogLine.Source.STDERR, "hello"));
        }
    }

    @Test
    void framesOfExactly1024BytesAreNotGluedNorLost() throws IOException {
        // docker-java hands out its own buffer for such a frame, and overwrites it (issue 1615).
        String text = "x".repeat(1024 - STAMP.length() - 2);

        List<LogLine> lines = lines(false, frame(1, STAMP + " " + text + "\n"), frame(1, STAMP + " " + text + "\n"));

        assertThat(lines).containsExactly(out(AT, text), out(AT, text));
    }

    @Test
    void theEnginesPiecesOf16KibAreJoinedAndKeepTheFirstTime() throws IOException {
        String piece = "a".repeat(LogDecoder.PIECE);

        assertThat(lines(
                        false,
                        frame(1, STAMP + " " + piece),
                        frame(1, LATER + " " + piece),
                        frame(1, LATER + " end\n"),
                        frame(1, LATER + " next\n")))
                .containsExactly(out(AT, piece + piece + "end"), out(Instant.parse(LATER), "next"));
    }

    @Test
    void aLineOfExactlyOnePieceEndsWithAnEmptyPiece() throws IOException {
        String piece = "a".repeat(LogDecoder.PIECE);

        assertThat(lines(false, frame(1, STAMP + " " + piece), frame(1, LATER + " \n")))
                .containsExactly(out(AT, piece));
    }

    @Test
    void piecesOfBothStreamsMayInterleave() throws IOException {
        String piece = "a".repeat(LogDecoder.PIECE);

        assertThat(lines(false, frame(1, STAMP + " " + piece), frame(2, LATER + " oops\n"), frame(1, LATER + " end\n")))
                .containsExactly(
                        new LogLine(Instant.parse(LATER), LogLine.Source.STDERR, "oops"), out(AT, piece + "end"));
    }

    @Test
    void aTtyHasNoFramesAndItsCarriageReturnsGo() throws IOException {
        assertThat(lines(true, bytes(STAMP + " one\r\n" + LATER + " two\r\n")))
                .containsExactly(out(AT, "one"), out(Instant.parse(LATER), "two"));
    }

    @Test
    void piecesOfATtyAreJoinedThoughNothingSeparatesThem() throws IOException {
        String piece = "a".repeat(LogDecoder.PIECE);

        assertThat(lines(true, bytes(STAMP + " " + piece + LATER + " end\r\n" + LATER + " next\r\n")))
                .containsExactly(out(AT, piece + "end"), out(Instant.parse(LATER), "next"));
    }

    @Test
    void aTimeStampWithinTheTextStaysText() throws IOException {
        assertThat(lines(false, frame(1, STAMP + " " + LATER + " inside\n")))
                .containsExactly(out(AT, LATER + " inside"));
    }

    @Test
    void aLineWithoutATimeStampHasTheTimeOfTheOneBefore() throws IOException {
        assertThat(lines(
                        false, frame(1, STAMP + " one\n"), frame(1, "no time\n"), frame(1, "notime\n"), frame(1, "\n")))
                .containsExactly(out(AT, "one"), out(AT, "no time"), out(AT, "notime"), out(AT, ""));
    }

    @Test
    void aLineOf64KibIsWhole() throws IOException {
        String full = "a".repeat(LineWindows.MAX_LINE);

        assertThat(lines(false, frame(1, STAMP + " " + full + "\n"))).containsExactly(out(AT, full));
    }

    @Test
    void aLongerLineComesInWindowsThatOverlap() throws IOException {
        String line = IntStream.range(0, 20_000).mapToObj("%06d"::formatted).collect(Collectors.joining("é"));

        List<LogLine> windows = lines(false, frame(1, STAMP + " " + line + "\n"), frame(1, STAMP + " next\n"));

        assertThat(windows.getLast()).isEqualTo(out(AT, "next"));
        StringBuilder joined = new StringBuilder(windows.getFirst().text());
        assertThat(windows.getFirst().continued()).isFalse();
        for (LogLine window : windows.subList(1, windows.size() - 1)) {
            assertThat(window.continued()).isTrue();
            assertThat(window.at()).isEqualTo(AT);
            assertThat(window.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LineWindows.MAX_LINE);
            String head = window.text().substring(0, 3000);
            int overlap = joined.length() - joined.lastIndexOf(head);
            assertThat(overlap).isBetween(3400, LineWindows.OVERLAP);
            joined.append(window.text().substring(overlap));
        }
        assertThat(joined.toString()).isEqualTo(line);
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() throws IOException {
        byte[] text = (STAMP + " a?b\n").getBytes(UTF_8);
        text[STAMP.length() + 2] = (byte) 0xFF;

        assertThat(lines(false, frame(1, text))).containsExactly(out(AT, "a\uFFFDb"));
    }

    @Test
    void theLastLineOfAContainerNeedsNoLineFeed() throws IOException {
        assertThat(lines(false, frame(1, STAMP + " bye"))).containsExactly(out(AT, "bye"));
        assertThat(lines(true, bytes(STAMP + " bye"))).containsExactly(out(AT, "bye"));
    }

    @Test
    void aLineThatWasCutWithinItsFrameIsNotHandedOut() throws IOException {
        byte[] whole = frame(1, STAMP + " half a line\n");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 6);

        assertThat(lines(false, frame(2, STAMP + " other"), cut))
                .containsExactly(new LogLine(AT, LogLine.Source.STDERR, "other"));
    }

    @Test
    void whatIsNoFrameEndsTheStream() {
        assertThatThrownBy(() -> lines(false, bytes("HTTP/1.1 500 no frames here")))
                .isInstanceOf(IOException.class)
                .hasMessage("the engine's log stream is malformed");
    }

    @Test
    void theEnginesOwnErrorEndsTheStreamInItsWords() {
        assertThatThrownBy(() -> lines(false, frame(1, STAMP + " a\n"), frame(3, "error grabbing logs: EOF")))
                .isInstanceOf(IOException.class)
                .hasMessage("the engine cannot continue reading the log: error grabbing logs: EOF");
    }

    @Test
    void anyChunkingOfTheSameBytesGivesTheSameLines() throws IOException {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        System.out.println("LogDecoderTest.anyChunking seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < Integer.getInteger("dogwatch.fuzz", 300); round++) {
            boolean tty = random.nextBoolean();
            byte[] bytes = history(random, tty);
            List<LogLine> whole = lines(tty, bytes);

            List<LogLine> chunked = new ArrayList<>();
            LogDecoder decoder = new LogDecoder(tty, chunked::add);
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 7 : 5000));
                decoder.accept(bytes, at, n);
                at += n;
            }
            decoder.end();

            assertThat(chunked).as("seed %d round %d", seed, round).isEqualTo(whole);
        }
    }

    @Test
    void garbageGivesLinesOrADefinedEnd() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        System.out.println("LogDecoderTest.garbage seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < Integer.getInteger("dogwatch.fuzz", 3_000); round++) {
            boolean tty = random.nextBoolean();
            byte[] bytes = tty || random.nextInt(4) == 0 ? new byte[random.nextInt(300)] : history(random, false);
            for (int i = 0; i < bytes.length; i++) {
                if (tty || random.nextInt(50) == 0) {
                    bytes[i] =
                            (byte) (random.nextInt(3) == 0 ? "\n :TZ".charAt(random.nextInt(5)) : random.nextInt(256));
                }
            }
            try {
                assertThat(lines(tty, bytes))
                        .allSatisfy(line -> assertThat(line.text().length()).isLessThanOrEqualTo(LineWindows.MAX_LINE));
            } catch (IOException e) {
                // the defined end
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    /** Messages as an engine writes them: some long, some without a time, some cut to pieces. */
    private static byte[] history(Random random, boolean tty) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int length = random.nextInt(8) == 0 ? LogDecoder.PIECE : random.nextInt(200);
            boolean last = length < LogDecoder.PIECE;
            String text = "z ö".repeat(length).substring(0, last ? length : length * 2 / 3);
            String message = (random.nextInt(10) == 0 ? "" : STAMP + " ") + text + (last ? "\r\n" : "");
            bytes.writeBytes(tty ? bytes(message) : frame(1 + random.nextInt(2), message));
        }
        return bytes.toByteArray();
    }

    private static List<LogLine> lines(boolean tty, byte[]... chunks) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        LogDecoder decoder = new LogDecoder(tty, lines::add);
        for (byte[] chunk : chunks) {
            decoder.accept(chunk, 0, chunk.length);
        }
        decoder.end();
        return lines;
    }

    private static LogLine out(Instant at, String text) {
        return new LogLine(at, LogLine.Source.STDOUT, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] frame(int stream, String text) {
        return frame(stream, bytes(text));
    }

    private static byte[] frame(int stream, byte[] text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {
            (byte) stream,
            0,
            0,
            0,
            (byte) (text.length >>> 24),
            (byte) (text.length >>> 16),
            (byte) (text.length >>> 8),
            (byte) text.length
        });
        frame.writeBytes(text);
        return frame.toByteArray();
    }
}

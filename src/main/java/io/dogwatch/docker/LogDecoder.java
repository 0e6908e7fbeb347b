package io.dogwatch.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Consumer;

/**
 * Takes the answer of the engine's log call apart into lines, however its bytes are chunked. Not thread-safe.
 *
 * <p>Without a TTY each message comes in a frame: a byte for the stream (1 stdout, 2 stderr, 3 an error of the engine),
 * three zero bytes, the length in four bytes, big end first. With a TTY the messages come bare and all is stdout.
 */
final class LogDecoder {

    /** How long the engine's messages are at most: the buffer of its log copier. */
    static final int PIECE = 16 * 1024;

    private static final int HEADER = 8;
    private static final int MAX_ERROR = 512;

    private final boolean tty;
    private final LineAssembler output;
    private final LineAssembler errors;
    private final byte[] header = new byte[HEADER];
    private final ByteArrayOutputStream fault = new ByteArrayOutputStream();
    private int headerLength;
    private int stream;
    private long frameLeft;

    LogDecoder(boolean tty, Consumer<LogLine> sink) {
        this.tty = tty;
        this.output = new LineAssembler(LogLine.Source.STDOUT, tty ? PIECE : 0, sink);
        this.errors = new LineAssembler(LogLine.Source.STDERR, 0, sink);
    }

    /** @throws IOException if the bytes are no frames, or if the engine says that it cannot read the log any further */
    void accept(byte[] bytes, int offset, int length) throws IOException {
        if (tty) {
            output.accept(bytes, offset, length);
            return;
        }
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (headerLength < HEADER) {
                header[headerLength++] = bytes[at++];
                if (headerLength == HEADER) {
                    beginFrame();
                }
            } else {
                int part = (int) Math.min(frameLeft, end - at);
                payload(bytes, at, part);
                at += part;
                frameLeft -= part;
                if (frameLeft == 0) {
                    endFrame();
                }
            }
        }
    }

    /**
     * The bytes have ended. A last line without a line feed is handed out, unless the end came within a frame: that line
     * is not whole, and will come again when the log is read on from its time stamp.
     */
    void end() {
        if (headerLength == 0) {
            output.end();
            errors.end();
        } else {
            // Within a frame, only the other stream's line can be whole.
            if (stream != 1) {
                output.end();
            }
            if (stream != 2) {
                errors.end();
            }
        }
    }

    private void beginFrame() throws IOException {
        stream = header[0];
        if (stream < 0 || stream > 3 || header[1] != 0 || header[2] != 0 || header[3] != 0) {
            throw new ProtocolException("the engine's log stream is malformed");
        }
        frameLeft = Integer.toUnsignedLong(
                (header[4] & 0xFF) << 24 | (header[5] & 0xFF) << 16 | (header[6] & 0xFF) << 8 | (header[7] & 0xFF));
        if (stream == 1) {
            output.beginMessage();
        } else if (stream == 2) {
            errors.beginMessage();
        }
        if (frameLeft == 0) {
            endFrame();
        }
    }

    private void payload(byte[] bytes, int offset, int length) {
        switch (stream) {
            case 1 -> output.accept(bytes, offset, length);
            case 2 -> errors.accept(bytes, offset, length);
            case 3 -> fault.write(bytes, offset, Math.min(length, MAX_ERROR - fault.size()));
            default -> {
                // 0 is the container's input, which no log holds
            }
        }
    }

    private void endFrame() throws IOException {
        headerLength = 0;
        if (stream == 3) {
            throw new IOException("the engine cannot continue reading the log: " + Utf8.decode(fault.toByteArray()));
        }
        stream = 0;
    }
}

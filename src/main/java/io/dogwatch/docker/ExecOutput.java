package io.dogwatch.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Puts together what a command writes, from the engine's frames, and keeps the beginning. Not thread-safe. */
final class ExecOutput {

    private static final int HEADER = 8;

    private final int limit;
    private final byte[] header = new byte[HEADER];
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int headerLength;
    private long frameLeft;
    private boolean cut;

    /**
     * @param limit number of bytes to keep; the rest is read and dropped, since a full pipe would block the
     *     command
     */
    ExecOutput(int limit) {
        this.limit = limit;
    }

    /** Reads to the end. Bytes read before an exception are kept. */
    void readAll(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            accept(buffer, length);
        }
    }

    /** @throws IOException if the bytes are no frames */
    void accept(byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; ) {
            if (frameLeft > 0) {
                int part = (int) Math.min(frameLeft, length - at);
                keep(bytes, at, part);
                frameLeft -= part;
                at += part;
            } else {
                header[headerLength++] = bytes[at++];
                if (headerLength == HEADER) {
                    beginFrame();
                }
            }
        }
    }

    private void beginFrame() throws IOException {
        if (header[0] < 0 || header[0] > 3 || header[1] != 0 || header[2] != 0 || header[3] != 0) {
            throw new IOException("the command output is malformed");
        }
        frameLeft = Integer.toUnsignedLong(
                (header[4] & 0xFF) << 24 | (header[5] & 0xFF) << 16 | (header[6] & 0xFF) << 8 | (header[7] & 0xFF));
        headerLength = 0;
    }

    private void keep(byte[] bytes, int offset, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, room);
        cut |= room < length;
    }

    String text() {
        return Utf8.decode(kept.toByteArray());
    }

    boolean isCut() {
        return cut;
    }
}

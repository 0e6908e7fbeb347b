package io.dogwatch.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses bodies that servers compress although the request did not ask for it. Inflates only as much as is
 * read, so a compression bomb costs no more than any body of the maximum size.
 */
final class Decoding {

    /** More than gzip adds to an incompressible body. A longer name in the gzip header is treated as an attack. */
    private static final int OVERHEAD = 4096;

    private Decoding() {}

    /**
     * @param encoding the Content-Encoding; an unknown one leaves the body unchanged
     * @param limit the maximum number of bytes to read
     */
    static InputStream of(InputStream raw, String encoding, int limit) throws IOException {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> gzip(new Bounded(raw, limit + (long) limit / 1000 + OVERHEAD));
            case "deflate" -> deflate(new Bounded(raw, limit + (long) limit / 1000 + OVERHEAD));
            default -> raw;
        };
    }

    /** Accepts an empty body, as in a response without content. */
    private static InputStream gzip(InputStream raw) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, 1);
        int first = start.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        start.unread(first);
        return new GZIPInputStream(start);
    }

    /** Accepts the zlib header required by RFC 9110 and raw deflate data, which some servers send. */
    private static InputStream deflate(InputStream raw) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, 2);
        int first = start.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        int second = start.read();
        if (second >= 0) {
            start.unread(second);
        }
        start.unread(first);
        boolean hasHead = (first & 0x0f) == 8 && second >= 0 && ((first << 8) | second) % 31 == 0;
        return new InflaterInputStream(start, new Inflater(!hasHead));
    }

    /** Fails after a number of bytes. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private long left;

        private Bounded(InputStream in, long limit) {
            this.in = in;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            count(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int n = in.read(into, at, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) throws ZipException {
            left -= n;
            if (left < 0) {
                throw new ZipException("the stated length exceeds the content");
            }
        }
    }
}
